import { referralDiscounts, referrals, transactions } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { recordReferralEvent } from "./record-referral-event.ts";

/**
 * Revokes the referrer's reward when the recharge that completed the referral is refunded in full, unless the reward is spent or being
 * spent. The referral stays completed: nobody is rewarded twice for one person. Revoking twice changes nothing.
 */
export async function revokeReward(tx: CoreContext, transactionId: string): Promise<{ isRevoked: boolean }> {
  const { orm } = tx.db;
  const [referral] = await orm
    .select({ id: referrals.id, codeId: referrals.codeId })
    .from(transactions)
    .innerJoin(referrals, eq(referrals.refereeId, transactions.payerId))
    .where(and(eq(transactions.id, transactionId), eq(referrals.completingTransactionId, transactionId)));
  if (!referral) return { isRevoked: false };
  const [revoked] = await orm
    .update(referralDiscounts)
    .set({ status: "revoked" })
    .where(
      and(
        eq(referralDiscounts.referralId, referral.id),
        eq(referralDiscounts.role, "referrer"),
        eq(referralDiscounts.status, "unused"),
      ),
    )
    .returning({ customerId: referralDiscounts.customerId });
  if (!revoked) return { isRevoked: false };
  const { customerId } = revoked;
  await recordReferralEvent(tx, {
    codeId: referral.codeId,
    referralId: referral.id,
    kind: "revoked",
    customerId,
    transactionId,
  });
  return { isRevoked: true };
}
