import { maskPhone } from "@nexa/contracts";
import { customers, lines, postpaidSecondaries } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { enqueueNotices } from "../notifications/index.ts";
import { postpaidErrors } from "./errors.ts";
import type { LockedSecondary } from "./lock-secondary.ts";
import { recordPostpaidEvent } from "./record-postpaid-event.ts";
import type { SecondaryRow } from "./rows.ts";
import { secondaryStatusAt } from "./shapes.ts";

/**
 * Lets a locked number join its plan and tells the plan's owner. The number must be free: no plan of its own that runs or waits, and no
 * other plan shared.
 *
 * @throws postpaid.secondaryNotRequested secondaryBusy suspended cancelled
 */
export async function joinPlan(tx: CoreContext, locked: LockedSecondary): Promise<SecondaryRow> {
  const { activation, line, secondary } = locked;
  const now = tx.clock.now();
  assertRequested(secondary, now);
  if (activation.status === "cancelled") throw postpaidErrors.cancelled();
  if (activation.status === "suspended") throw postpaidErrors.suspended();
  const isPrepaid = line.baseEndsAt !== null && line.baseEndsAt > now;
  if (line.releasedAt !== null || line.mode !== "idle" || isPrepaid) throw postpaidErrors.secondaryBusy();
  const [row] = await tx.db.orm
    .update(postpaidSecondaries)
    .set({ status: "active", joinedAt: now })
    .where(and(eq(postpaidSecondaries.id, secondary.id), eq(postpaidSecondaries.status, "requested")))
    .returning();
  if (!row) throw postpaidErrors.secondaryNotRequested();
  await tx.db.orm.update(lines).set({ mode: "postpaid_secondary" }).where(eq(lines.id, line.id));
  await tellJoined(tx, locked);
  return row;
}

/** @throws postpaid.secondaryNotRequested for one that was answered or has run out. */
export function assertRequested(row: SecondaryRow, now: Date): void {
  if (secondaryStatusAt(row, now) !== "requested") throw postpaidErrors.secondaryNotRequested();
}

async function tellJoined(tx: CoreContext, { activation, secondary }: LockedSecondary): Promise<void> {
  const { id: activationId, customerId } = activation;
  const { id, phone, label } = secondary;
  const causeKey = `secondary_joined:${id}`;
  await recordPostpaidEvent(tx, { activationId, kind: "secondary_joined", causeKey, detail: maskPhone(phone) });
  const [owner] = await tx.db.orm
    .select({ phone: customers.phone })
    .from(customers)
    .where(eq(customers.id, customerId));
  if (!owner?.phone) return;
  const params = { phone, label, kind: "secondary" as const };
  await enqueueNotices(tx, [
    { type: "link_accepted", customerId, phone: owner.phone, params, causeKey: `link_accepted:${id}` },
  ]);
}
