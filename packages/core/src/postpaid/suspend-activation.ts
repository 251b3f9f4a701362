import { newId } from "@nexa/contracts";
import { lines, postpaidActivations } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { enqueueNotices } from "../notifications/index.ts";
import { recordPostpaidEvent } from "./record-postpaid-event.ts";
import type { ActivationRow } from "./rows.ts";

export type Suspension = {
  /** `overdue` ends with paying, `staff` only with staff. */
  for: "overdue" | "staff";
  /** A sentence for the customer and the history. */
  reason: string;
  /** One cause, one suspension, e.g. `suspended:<bill id>`: a cause that had its suspension does not cause another. */
  causeKey?: string;
};

/**
 * Suspends an activation that the caller has locked, and tells the customer. A suspension by staff takes over from one for an overdue
 * bill; the other way round nothing changes. Returns the row as it is then; the same row where nothing changed.
 */
export async function suspendActivation(
  tx: CoreContext,
  activation: ActivationRow,
  suspension: Suspension,
): Promise<ActivationRow> {
  const takesOver = suspension.for === "staff" && activation.suspendedFor === "overdue";
  if (activation.status !== "active" && !takesOver) return activation;
  const now = tx.clock.now();
  const causeKey = suspension.causeKey ?? `suspended:${newId(now)}`;
  const { id: activationId, customerId, lineId, terms } = activation;
  const { reason } = suspension;
  const isNew = await recordPostpaidEvent(tx, { activationId, kind: "suspended", causeKey, detail: reason });
  if (!isNew) return activation;
  const [row] = await tx.db.orm
    .update(postpaidActivations)
    .set({ status: "suspended", suspendedFor: suspension.for, statusReason: reason, updatedAt: now })
    .where(eq(postpaidActivations.id, activationId))
    .returning();
  const [line] = await tx.db.orm.select({ phone: lines.phone }).from(lines).where(eq(lines.id, lineId));
  if (!row || !line) throw new Error("the activation or its line is gone");
  const told = suspension.for === "staff" ? reason : null;
  const params = { planName: terms.planName, phone: line.phone, cause: suspension.for, reason: told };
  await enqueueNotices(tx, [
    { type: "service_suspended", customerId, phone: line.phone, lineId, params, causeKey: `notice:${causeKey}` },
  ]);
  return row;
}
