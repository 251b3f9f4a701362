import { customers, lines, postpaidActivations, postpaidSecondaries } from "@nexa/db";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { enqueueNotices } from "../notifications/index.ts";
import { type BillRow, closeCycle } from "./billing/index.ts";
import { postpaidErrors } from "./errors.ts";
import { lockActivation, lockOpenCycle } from "./lock-activation.ts";
import { lockLines } from "./lock-lines.ts";
import { recordPostpaidEvent } from "./record-postpaid-event.ts";
import type { ActivationRow } from "./rows.ts";

/** More missed cycles than any outage leaves; a guard against a loop that does not end. */
const MOST_CYCLES = 100;

/**
 * Ends an activation in the caller's transaction, which holds the customer's row: bills the running cycle at once, ends its secondary
 * numbers and requests, and returns the lines to `idle`. Cycles that the worker has not closed yet are billed first, each on its own.
 * Returns the last bill.
 *
 * @throws postpaid.notFound cancelled
 */
export async function cancelActivation(
  tx: CoreContext,
  { activationId, reason }: { activationId: string; reason: string | null },
): Promise<BillRow> {
  const activation = await lockActivation(tx, activationId);
  if (activation.status === "cancelled") throw postpaidErrors.cancelled();
  await lockOpenCycle(tx, activation.id);
  await endSharing(tx, activation);
  const now = tx.clock.now();
  // Last of the locks: bill numbers wait for nothing but the writing of bills.
  const bill = await billToTheEnd(tx, activation, now);
  await tx.db.orm
    .update(postpaidActivations)
    .set({ status: "cancelled", suspendedFor: null, statusReason: reason, cancelledAt: now, updatedAt: now })
    .where(eq(postpaidActivations.id, activation.id));
  // Inactivity counts from here: while an activation runs, its line tells that nobody is inactive.
  await tx.db.orm
    .update(customers)
    .set({ lastActivePlanAt: sql`greatest(${customers.lastActivePlanAt}, ${now.toISOString()}::timestamptz)` })
    .where(eq(customers.id, activation.customerId));
  await tellCancelled(tx, activation, reason);
  return bill;
}

async function billToTheEnd(tx: CoreContext, activation: ActivationRow, now: Date): Promise<BillRow> {
  for (let closed = 0; closed < MOST_CYCLES; closed += 1) {
    const cycle = await lockOpenCycle(tx, activation.id);
    if (!cycle) break;
    if (cycle.endsAt > now) return closeCycle(tx, { activation, cycle, at: now, isLast: true });
    await closeCycle(tx, { activation, cycle, at: cycle.endsAt, isLast: false });
  }
  throw new Error(`activation ${activation.id} has no open cycle to end`);
}

/** Ends secondary numbers and requests, and leaves the activation's line and those that had joined idle. */
async function endSharing(tx: CoreContext, activation: ActivationRow): Promise<void> {
  const { orm } = tx.db;
  const live = and(
    eq(postpaidSecondaries.activationId, activation.id),
    inArray(postpaidSecondaries.status, ["requested", "active"]),
  );
  const secondaries = await orm.select().from(postpaidSecondaries).where(live);
  const joined = secondaries.filter(({ status }) => status === "active").map(({ lineId }) => lineId);
  const held = (await lockLines(tx, [activation.lineId, ...joined])).map(({ id }) => id);
  await orm.update(lines).set({ mode: "idle" }).where(inArray(lines.id, held));
  await orm.update(postpaidSecondaries).set({ status: "removed", endedAt: tx.clock.now() }).where(live);
}

async function tellCancelled(tx: CoreContext, activation: ActivationRow, detail: string | null): Promise<void> {
  const { id: activationId, customerId, lineId, terms } = activation;
  const causeKey = `cancelled:${activationId}`;
  await recordPostpaidEvent(tx, { activationId, kind: "cancelled", causeKey, detail });
  const [line] = await tx.db.orm.select({ phone: lines.phone }).from(lines).where(eq(lines.id, lineId));
  if (!line) throw new Error("the line of an activation is gone");
  const params = { planName: terms.planName, phone: line.phone };
  const noticeKey = `plan_cancelled:${activationId}`;
  await enqueueNotices(tx, [
    { type: "plan_cancelled", customerId, phone: line.phone, lineId, params, causeKey: noticeKey },
  ]);
}
