import { payments } from "@nexa/db";
import type { GatewayRecord } from "@nexa/integrations";
import { and, asc, inArray, lt, sql } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { type ChargeOutcome, gatewayWords, isPastGateway, performRefund, settleRefund } from "../payments/index.ts";
import { getSettings } from "../settings/index.ts";
import { returnOwed } from "./return-owed.ts";
import { settlePayment } from "./settle-payment.ts";

/** Younger attempts are still being answered by the request that made them. */
const MIN_AGE_MS = 10_000;
const CHUNK = 200;
/** So that a gateway that answers late, or not at all, does not hold up the run, and settlements share their commits. */
const PARALLEL = 16;
const MINUTE_MS = 60_000;

type Attempt = typeof payments.$inferSelect;
export type ReconcileResult = { looked: number; settled: number; failed: number };

/**
 * Asks the gateway about every attempt that is still open: settles what is final there, reverses charges that are not after the
 * setting's minutes (5), and carries out refunds that never reached the gateway. Safe to run twice at once.
 */
export async function reconcilePayments(ctx: CoreContext): Promise<ReconcileResult> {
  const result: ReconcileResult = { looked: 0, settled: 0, failed: 0 };
  const now = ctx.clock.now();
  const { pendingPaymentMinutes } = await getSettings(ctx);
  const giveUpBefore = new Date(now.getTime() - pendingPaymentMinutes * MINUTE_MS);
  let after: Attempt | null = null;
  for (;;) {
    const attempts = await openAttempts(ctx, new Date(now.getTime() - MIN_AGE_MS), after);
    const queue = attempts.values();
    const work = async () => {
      for (const attempt of queue) await reconcileOne(ctx, attempt, giveUpBefore, result);
    };
    await Promise.all(Array.from({ length: PARALLEL }, work));
    after = attempts.at(-1) ?? null;
    if (attempts.length < CHUNK) break;
  }
  await returnOwed(ctx);
  return result;
}

function openAttempts(ctx: CoreContext, before: Date, after: Attempt | null): Promise<Attempt[]> {
  const position = after
    ? sql`(${payments.createdAt}, ${payments.id}) > (${after.createdAt.toISOString()}, ${after.id})`
    : undefined;
  return ctx.db.orm
    .select()
    .from(payments)
    .where(and(inArray(payments.status, ["created", "sent", "unknown"]), lt(payments.createdAt, before), position))
    .orderBy(asc(payments.createdAt), asc(payments.id))
    .limit(CHUNK);
}

async function reconcileOne(
  ctx: CoreContext,
  attempt: Attempt,
  giveUpBefore: Date,
  result: ReconcileResult,
): Promise<void> {
  result.looked += 1;
  try {
    const isSettled =
      attempt.kind === "charge"
        ? await reconcileCharge(ctx, attempt, giveUpBefore)
        : await reconcileRefund(ctx, attempt);
    if (isSettled) result.settled += 1;
  } catch (error) {
    // The others must not wait for one that fails; the next run tries again.
    result.failed += 1;
    ctx.logger.warn({ err: error, attemptId: attempt.id }, "an attempt could not be reconciled");
  }
}

async function reconcileCharge(ctx: CoreContext, attempt: Attempt, giveUpBefore: Date): Promise<boolean> {
  const { payments: gateway } = ctx.gateways;
  let record = await gateway.find(attempt.id);
  if (!isFinal(record)) {
    if (attempt.createdAt > giveUpBefore) return false;
    record = await gateway.cancel(attempt.id);
  }
  const verdict = await settlePayment(ctx, {
    transactionId: attempt.transactionId,
    outcome: outcomeOf(record),
    providerReference: record?.amountMinor == null ? null : record.providerReference,
    detail:
      gatewayWords(record?.reason) ?? (record?.state === "succeeded" ? null : "The payment was not confirmed in time."),
    cause: "reconcile",
  });
  return verdict !== "none";
}

async function reconcileRefund(ctx: CoreContext, attempt: Attempt): Promise<boolean> {
  const record = isPastGateway(attempt.provider) ? null : await ctx.gateways.payments.find(attempt.id);
  if (record === null) {
    await performRefund(ctx, attempt.id);
    return true;
  }
  if (record.state === "pending") return false;
  await settleRefund(ctx, {
    attemptId: attempt.id,
    outcome: record.state === "succeeded" ? "succeeded" : "failed",
    providerReference: record.providerReference,
    detail: record.reason,
    cause: "reconcile",
  });
  return true;
}

function isFinal(record: GatewayRecord | null): boolean {
  return record !== null && record.state !== "pending";
}

/**
 * A charge that the bank does not let us take back is given up all the same, and asked about until it is final: should it capture
 * later and its webhook be lost, its money goes back too.
 */
function outcomeOf(record: GatewayRecord | null): ChargeOutcome {
  if (record?.state === "succeeded" || record?.state === "failed") return record.state;
  return record?.state === "pending" ? "abandoned" : "reversed";
}
