import { billNumber } from "@nexa/contracts";
import { billPayments, bills, postpaidActivations } from "@nexa/db";
import { and, asc, eq, gt, lte, notExists, sql } from "drizzle-orm";
import { type CoreContext, withTransaction } from "../../context.ts";
import { getSettings } from "../../settings/index.ts";
import { lockActivation } from "../lock-activation.ts";
import { suspendActivation } from "../suspend-activation.ts";

const CHUNK = 500;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Suspends activations with a bill that is overdue for longer than the setting's days. A bill causes one suspension: where staff restored
 * the line in spite of it, it stays restored. Safe to run twice and on two workers.
 */
export async function suspendOverdue(ctx: CoreContext): Promise<{ suspended: number }> {
  const { suspendAfterDueDays } = await getSettings(ctx);
  const dueUntil = new Date(ctx.clock.now().getTime() - suspendAfterDueDays * DAY_MS);
  let suspended = 0;
  let after: string | undefined;
  for (;;) {
    const ids = await lateActivations(ctx, dueUntil, after);
    for (const id of ids) {
      if (await withTransaction(ctx, (tx) => suspendOne(tx, id, dueUntil))) suspended += 1;
    }
    after = ids.at(-1);
    if (ids.length < CHUNK) return { suspended };
  }
}

const isLate = (dueUntil: Date) => and(eq(bills.status, "overdue"), lte(bills.dueAt, dueUntil));

async function lateActivations(ctx: CoreContext, dueUntil: Date, after: string | undefined): Promise<string[]> {
  const rows = await ctx.db.orm
    .selectDistinct({ id: bills.activationId })
    .from(bills)
    .innerJoin(postpaidActivations, eq(postpaidActivations.id, bills.activationId))
    .where(
      and(
        isLate(dueUntil),
        eq(postpaidActivations.status, "active"),
        after === undefined ? undefined : gt(bills.activationId, after),
      ),
    )
    .orderBy(asc(bills.activationId))
    .limit(CHUNK);
  return rows.map((row) => row.id);
}

async function suspendOne(tx: CoreContext, activationId: string, dueUntil: Date): Promise<boolean> {
  const { orm } = tx.db;
  const activation = await lockActivation(tx, activationId);
  const paying = orm
    .select({ one: sql`1` })
    .from(billPayments)
    .where(and(eq(billPayments.billId, bills.id), eq(billPayments.isLive, true)));
  const late = await orm
    .select()
    .from(bills)
    .where(and(eq(bills.activationId, activationId), isLate(dueUntil), notExists(paying)))
    .orderBy(asc(bills.id));
  let current = activation;
  for (const bill of late) {
    if (current.status !== "active") break;
    const reason = `The bill ${billNumber(bill.number)} is overdue.`;
    current = await suspendActivation(tx, current, { for: "overdue", reason, causeKey: `suspended:${bill.id}` });
  }
  return activation.status === "active" && current.status === "suspended";
}
