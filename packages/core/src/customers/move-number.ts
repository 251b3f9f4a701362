import { maskPhone } from "@nexa/contracts";
import { customers, violatedConstraint } from "@nexa/db";
import { eq } from "drizzle-orm";
import { recordAudit } from "../audit/index.ts";
import type { CoreContext } from "../context.ts";
import { alertCustomer, endUserSessions, identityErrors } from "../identity/index.ts";
import { claimRegisteredLine } from "../lines/index.ts";
import type { CustomerRow } from "./profile-view.ts";

type Move = {
  /** The account, whose row the transaction holds. */
  row: CustomerRow;
  phone: string;
  /** The one session that stays; none without. */
  keepSessionId?: string;
  action: string;
  reason?: string;
};

/**
 * Makes a proven number (E.164) the one an account signs in with. The old one stays a line of the customer's; both are told, and sessions
 * end. Throws `identity.phoneTaken`, `lines.ownedByOther`.
 */
export async function moveNumber(tx: CoreContext, { row, phone, keepSessionId, action, reason }: Move): Promise<void> {
  const alert = { customerId: row.id, event: "number_changed", ...(reason ? { reason } : {}) } as const;
  // While the old number is still the account's: this notice goes there, the next one to the new number.
  if (row.phoneVerifiedAt !== null) await alertCustomer(tx, alert);
  await hold(tx, row.id, phone);
  await claimRegisteredLine(tx, { customerId: row.id, phone });
  await alertCustomer(tx, alert);
  await endUserSessions(tx, { kind: "customer", userId: row.id }, keepSessionId);
  await recordAudit(tx, {
    action,
    subject: { kind: "customer", id: row.id },
    ...(reason ? { reason } : {}),
    before: { phone: row.phone === null ? null : maskPhone(row.phone) },
    after: { phone: maskPhone(phone) },
  });
}

async function hold(tx: CoreContext, customerId: string, phone: string): Promise<void> {
  const now = tx.clock.now();
  try {
    await tx.db.orm
      .update(customers)
      .set({ phone, phoneVerifiedAt: now, updatedAt: now })
      .where(eq(customers.id, customerId));
  } catch (error) {
    if (violatedConstraint(error) === "customers_phone_idx") throw identityErrors.phoneTaken();
    throw error;
  }
}
