import { referralDiscounts, referrals, transactions } from "@nexa/db";
import { eq, sql } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { recordReferralEvent } from "./record-referral-event.ts";

/** Whether the recharge that completed the referral was fully refunded: nothing is earned by it any more. */
const IS_UNDONE = sql<boolean>`coalesce(${transactions.refundRequestedMinor} = ${transactions.capturedMinor}, false)`;

/**
 * Gives back the discount that a transaction holds or used, because its payment failed or was refunded in full. A used one whose time
 * is over stays used, and a reward whose own recharge was fully refunded meanwhile is revoked. Returning twice changes nothing. Returns
 * whether the customer can use it again.
 */
export async function returnDiscount(tx: CoreContext, transactionId: string): Promise<{ isReturned: boolean }> {
  const { orm } = tx.db;
  const now = tx.clock.now();
  const [discount] = await orm
    .select()
    .from(referralDiscounts)
    .where(eq(referralDiscounts.transactionId, transactionId))
    .for("no key update");
  if (!discount) return { isReturned: false };
  const isValid = discount.expiresAt > now;
  if (!isValid && discount.status === "used") return { isReturned: false };
  const [referral] = await orm
    .select({ codeId: referrals.codeId, isUndone: IS_UNDONE })
    .from(referrals)
    .leftJoin(transactions, eq(transactions.id, referrals.completingTransactionId))
    .where(eq(referrals.id, discount.referralId));
  if (!referral) throw new Error(`the discount ${discount.id} has no referral`);
  const isRevoked = discount.role === "referrer" && referral.isUndone;
  await orm
    .update(referralDiscounts)
    .set({ status: isRevoked ? "revoked" : "unused", transactionId: null })
    .where(eq(referralDiscounts.id, discount.id));
  const { referralId, customerId } = discount;
  const kind = isRevoked ? "revoked" : "discount_returned";
  await recordReferralEvent(tx, { codeId: referral.codeId, referralId, kind, customerId, transactionId });
  return { isReturned: isValid && !isRevoked };
}
