import { newId } from "@nexa/contracts";
import { subscriptions, transactions } from "@nexa/db";
import { and, asc, eq, gt, gte, inArray } from "drizzle-orm";
import { type CoreContext, withTransaction } from "../context.ts";
import { openRefundAttempt, performRefund } from "../payments/index.ts";

const CHUNK = 200;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const LONGEST_WAIT_MS = DAY_MS;
/** A gateway that refused for so long will not change its mind: from then on it is for staff. */
const LOOK_BACK_MS = 30 * DAY_MS;

/**
 * Money that we hold and nobody got anything for: captures that were never delivered, and plans that ended to be refunded, where the
 * gateway refused the refund. It is given back again, after a wait that doubles with each failure.
 */
export async function returnOwed(ctx: CoreContext): Promise<void> {
  for (const find of [undelivered, endedSales]) {
    let after: string | undefined;
    for (;;) {
      const ids = await find(ctx, after);
      for (const id of ids) await returnOne(ctx, id);
      after = ids.at(-1);
      if (ids.length < CHUNK) break;
    }
  }
}

async function returnOne(ctx: CoreContext, transactionId: string): Promise<void> {
  try {
    const attemptId = await withTransaction(ctx, (tx) => reopenReturn(tx, transactionId));
    if (attemptId) await performRefund(ctx, attemptId);
  } catch (error) {
    // The others must not wait for one that fails; the next run tries again.
    ctx.logger.warn({ err: error, transactionId }, "money that is owed could not be given back");
  }
}

const isOwed = gt(transactions.capturedMinor, transactions.refundRequestedMinor);
/** Page by page, so that those whose wait is not over do not hide the ones behind them. */
const isBehind = (after: string | undefined) => (after === undefined ? undefined : gt(transactions.id, after));

async function undelivered(ctx: CoreContext, after: string | undefined): Promise<string[]> {
  const rows = await ctx.db.orm
    .select({ id: transactions.id })
    .from(transactions)
    .where(and(inArray(transactions.status, ["reversed", "failed"]), isOwed, isBehind(after)))
    .orderBy(asc(transactions.id))
    .limit(CHUNK);
  return rows.map((row) => row.id);
}

async function endedSales(ctx: CoreContext, after: string | undefined): Promise<string[]> {
  const since = new Date(ctx.clock.now().getTime() - LOOK_BACK_MS);
  const rows = await ctx.db.orm
    .select({ id: transactions.id })
    .from(subscriptions)
    .innerJoin(transactions, eq(transactions.id, subscriptions.transactionId))
    .where(
      and(
        gte(subscriptions.cancelledAt, since),
        inArray(transactions.status, ["succeeded", "partially_refunded"]),
        isOwed,
        isBehind(after),
      ),
    )
    .orderBy(asc(transactions.id))
    .limit(CHUNK);
  return rows.map((row) => row.id);
}

async function reopenReturn(tx: CoreContext, transactionId: string): Promise<string | null> {
  const now = tx.clock.now();
  const [original] = await tx.db.orm
    .select()
    .from(transactions)
    .where(eq(transactions.id, transactionId))
    .for("no key update");
  const amountMinor = original ? original.capturedMinor - original.refundRequestedMinor : 0;
  if (!original || amountMinor === 0 || !(await isRetryDue(tx, transactionId, now))) return null;
  const [refundId, attemptId] = [newId(now), newId(now)];
  const reason = original.detail ?? "The plan ended, so its price is given back.";
  await openRefundAttempt(tx, { original, refundId, attemptId, amountMinor, reason, cause: "returned" });
  return attemptId;
}

async function isRetryDue(tx: CoreContext, transactionId: string, now: Date): Promise<boolean> {
  const failed = await tx.db.orm
    .select({ settledAt: transactions.settledAt })
    .from(transactions)
    .where(and(eq(transactions.refundOfId, transactionId), eq(transactions.status, "failed")));
  const latest = Math.max(...failed.map((row) => row.settledAt?.getTime() ?? 0));
  const waitMs = Math.min(MINUTE_MS * 2 ** failed.length, LONGEST_WAIT_MS);
  return failed.length === 0 || now.getTime() >= latest + waitMs;
}
