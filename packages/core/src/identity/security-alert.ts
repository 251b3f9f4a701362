import { newId } from "@nexa/contracts";
import { customers } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { enqueueNotices, type SecurityEvent } from "../notifications/index.ts";

/** Tells a customer what happened to their account, in the running transaction. */
export async function alertCustomer(
  tx: CoreContext,
  alert: { customerId: string; event: SecurityEvent; reason?: string },
): Promise<void> {
  const { customerId, event, reason } = alert;
  const [row] = await tx.db.orm.select({ phone: customers.phone }).from(customers).where(eq(customers.id, customerId));
  if (!row || row.phone === null) return;
  const now = tx.clock.now();
  await enqueueNotices(tx, [
    {
      type: "security_alert",
      customerId,
      phone: row.phone,
      params: { event, at: now.toISOString(), reason: reason ?? null },
      causeKey: `security_alert:${event}:${newId(now)}`,
    },
  ]);
}
