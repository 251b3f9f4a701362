import { referralDiscounts, referrals } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { recordReferralEvent } from "./record-referral-event.ts";

/**
 * Gives back the discount that a transaction holds or used, because its payment failed or was refunded in full. A used one whose time
 * is over stays used. Returning twice changes nothing. Returns whether the customer can use it again.
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
  await orm
    .update(referralDiscounts)
    .set({ status: "unused", transactionId: null })
    .where(eq(referralDiscounts.id, discount.id));
  const [referral] = await orm
    .select({ codeId: referrals.codeId })
    .from(referrals)
    .where(eq(referrals.id, discount.referralId));
  if (!referral) throw new Error(`the discount ${discount.id} has no referral`);
  const { referralId, customerId } = discount;
  await recordReferralEvent(tx, {
    ...{ codeId: referral.codeId, referralId, kind: "discount_returned", customerId, transactionId },
  });
  return { isReturned: isValid };
}
