import { newId } from "@nexa/contracts";
import { bills, lines, postpaidActivations } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { enqueueNotices } from "../notifications/index.ts";
import { recordPostpaidEvent } from "./record-postpaid-event.ts";
import type { ActivationRow } from "./rows.ts";

/** `paid`: a bill is settled, which ends a suspension for overdue bills once none is left. `staff`: ends any suspension. */
export type RestoreCause = { kind: "paid"; billId: string } | { kind: "staff"; reason: string };

/**
 * Restores a suspended activation that the caller has locked, and tells the customer. For `paid` write the bill's new status first: the
 * service comes back only when no bill of the activation is overdue, and never from a suspension by staff. Returns the row as it is then.
 */
export async function restoreActivation(
  tx: CoreContext,
  activation: ActivationRow,
  cause: RestoreCause,
): Promise<ActivationRow> {
  if (activation.status !== "suspended") return activation;
  if (cause.kind === "paid" && (activation.suspendedFor === "staff" || (await isOverdue(tx, activation)))) {
    return activation;
  }
  const now = tx.clock.now();
  const { id: activationId, customerId, lineId, terms } = activation;
  const causeKey = `restored:${cause.kind === "paid" ? cause.billId : newId(now)}`;
  const detail = cause.kind === "staff" ? cause.reason : "Paid";
  await recordPostpaidEvent(tx, { activationId, kind: "restored", causeKey, detail });
  const [row] = await tx.db.orm
    .update(postpaidActivations)
    .set({ status: "active", suspendedFor: null, statusReason: null, updatedAt: now })
    .where(eq(postpaidActivations.id, activationId))
    .returning();
  const [line] = await tx.db.orm.select({ phone: lines.phone }).from(lines).where(eq(lines.id, lineId));
  if (!row || !line) throw new Error("the activation or its line is gone");
  const params = { planName: terms.planName, phone: line.phone };
  await enqueueNotices(tx, [
    { type: "service_restored", customerId, phone: line.phone, lineId, params, causeKey: `notice:${causeKey}` },
  ]);
  return row;
}

async function isOverdue(tx: CoreContext, activation: ActivationRow): Promise<boolean> {
  const overdue = await tx.db.orm
    .select({ id: bills.id })
    .from(bills)
    .where(and(eq(bills.activationId, activation.id), eq(bills.status, "overdue")))
    .limit(1);
  return overdue.length > 0;
}
