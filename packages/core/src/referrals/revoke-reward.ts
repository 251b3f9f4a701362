import { referralDiscounts, referrals, transactions } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { recordReferralEvent } from "./record-referral-event.ts";

/**
 * Revokes the referrer's reward when the recharge that completed the referral is refunded in full, unless the reward is spent. One that a
 * pending payment holds is revoked when it comes back. The referral stays completed: nobody is rewarded twice for one person. Revoking
 * twice changes nothing.
 */
export async function revokeReward(tx: CoreContext, transactionId: string): Promise<{ isRevoked: boolean }> {
  const { orm } = tx.db;
  const [referral] = await orm
    .select({ id: referrals.id, codeId: referrals.codeId })
    .from(transactions)
    .innerJoin(referrals, eq(referrals.refereeId, transactions.payerId))
    .where(and(eq(transactions.id, transactionId), eq(referrals.completingTransactionId, transactionId)));
  if (!referral) return { isRevoked: false };
  // Locked whatever its status: a settlement that gives it back at the moment is waited for.
  const [reward] = await orm
    .select()
    .from(referralDiscounts)
    .where(and(eq(referralDiscounts.referralId, referral.id), eq(referralDiscounts.role, "referrer")))
    .for("no key update");
  if (reward?.status !== "unused") return { isRevoked: false };
  const { customerId } = reward;
  await orm.update(referralDiscounts).set({ status: "revoked" }).where(eq(referralDiscounts.id, reward.id));
  await recordReferralEvent(tx, {
    codeId: referral.codeId,
    referralId: referral.id,
    kind: "revoked",
    customerId,
    transactionId,
  });
  return { isRevoked: true };
}
