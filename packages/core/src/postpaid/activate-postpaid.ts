import { type ActivatePostpaidInput, newId, type PostpaidActivation } from "@nexa/contracts";
import { bills, lines, postpaidActivations } from "@nexa/db";
import { and, eq, inArray, lte, or } from "drizzle-orm";
import { type CoreContext, type CustomerActor, withTransaction } from "../context.ts";
import { getOwnedLine, type LineRow, linesErrors } from "../lines/index.ts";
import { enqueueNotices } from "../notifications/index.ts";
import { getActivationView } from "./activation-views.ts";
import { postpaidErrors } from "./errors.ts";
import { lockBuyer } from "./lock-buyer.ts";
import { lockLines } from "./lock-lines.ts";
import { openCycle } from "./open-cycle.ts";
import { type PlanOnSale, planOnSale } from "./plan-on-sale.ts";
import { recordPostpaidEvent } from "./record-postpaid-event.ts";
import type { ActivationRow, CycleRow } from "./rows.ts";

/**
 * Activates a main postpaid plan on a line of the customer's and opens its first cycle. Under the line lock, on whose `mode` and
 * `base_ends_at` a recharge is decided too: of two that meet, one wins and the other is told why.
 *
 * @throws postpaid.planUnknown planPrepaid planIsAddon planInactive alreadyPostpaid lineIsSecondary prepaidRunning billOverdue;
 *   lines.notFound; request.accountInactive; identity.*
 */
export async function activatePostpaid(
  ctx: CoreContext<CustomerActor>,
  input: ActivatePostpaidInput,
): Promise<PostpaidActivation> {
  const wanted = await getOwnedLine(ctx, { lineId: input.lineId, phone: input.phoneNumber });
  const activationId = await withTransaction(ctx, async (tx) => {
    await lockBuyer(tx);
    const plan = await planOnSale(tx, input.planId, "main");
    const [line] = await lockLines(tx, [wanted.id]);
    if (!line || line.ownerId !== tx.actor.customerId || line.releasedAt !== null) throw linesErrors.notFound();
    const now = tx.clock.now();
    assertIdle(line, now);
    await assertNothingOverdue(tx, now);
    const activation = await insertActivation(tx, { plan, line, now });
    const cycle = await openCycle(tx, { activation, number: 1, startsAt: now });
    await tellActivated(tx, { activation, cycle, phone: line.phone });
    return activation.id;
  });
  return getActivationView(ctx, activationId);
}

function assertIdle(line: LineRow, now: Date): void {
  if (line.mode === "postpaid") throw postpaidErrors.alreadyPostpaid();
  if (line.mode === "postpaid_secondary") throw postpaidErrors.lineIsSecondary();
  if (line.baseEndsAt !== null && line.baseEndsAt > now) {
    throw postpaidErrors.prepaidRunning({ baseEndsAt: line.baseEndsAt.toISOString() });
  }
}

/** By the due date, not only by the status that the worker writes when it comes round. */
async function assertNothingOverdue(tx: CoreContext<CustomerActor>, now: Date): Promise<void> {
  const [overdue] = await tx.db.orm
    .select({ id: bills.id })
    .from(bills)
    .where(
      and(
        eq(bills.customerId, tx.actor.customerId),
        inArray(bills.status, ["issued", "overdue"]),
        or(eq(bills.status, "overdue"), lte(bills.dueAt, now)),
      ),
    )
    .limit(1);
  if (overdue) throw postpaidErrors.billOverdue({ billId: overdue.id });
}

async function insertActivation(
  tx: CoreContext<CustomerActor>,
  { plan, line, now }: { plan: PlanOnSale; line: LineRow; now: Date },
): Promise<ActivationRow> {
  const { orm } = tx.db;
  const { customerId } = tx.actor;
  const ids = { id: newId(now), customerId, lineId: line.id, planId: plan.id };
  const [activation] = await orm
    .insert(postpaidActivations)
    .values({ ...ids, terms: plan.terms, activatedAt: now, updatedAt: now })
    .returning();
  if (!activation) throw new Error("the activation was not written");
  await orm.update(lines).set({ mode: "postpaid" }).where(eq(lines.id, line.id));
  return activation;
}

async function tellActivated(
  tx: CoreContext<CustomerActor>,
  { activation, cycle, phone }: { activation: ActivationRow; cycle: CycleRow; phone: string },
): Promise<void> {
  const { id: activationId, customerId, lineId } = activation;
  const { planName } = activation.terms;
  const causeKey = `activated:${activationId}`;
  await recordPostpaidEvent(tx, { activationId, kind: "activated", causeKey, detail: planName });
  const params = {
    ...{ planName, phone },
    ...{ startsAt: cycle.startsAt.toISOString(), endsAt: cycle.endsAt.toISOString() },
  };
  const noticeKey = `plan_activated:${activationId}`;
  await enqueueNotices(tx, [{ type: "plan_activated", customerId, phone, lineId, params, causeKey: noticeKey }]);
}
