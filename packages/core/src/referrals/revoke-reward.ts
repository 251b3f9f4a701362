import { newId } from "@nexa/contracts";
import { referralDiscounts, referralEvents, referrals } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import type { CoreContext } from "../context.ts";

/**
 * The recharge that completed a referral was fully refunded: the referrer's reward is revoked, unless it was spent or is being
 * spent. Call it in the transaction that holds the transaction row.
 */
export async function revokeReward(tx: CoreContext, transactionId: string): Promise<void> {
  const now = tx.clock.now();
  const { orm } = tx.db;
  const [referral] = await orm.select().from(referrals).where(eq(referrals.completingTransactionId, transactionId));
  if (!referral) return;
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
    .returning();
  if (!revoked) return;
  await orm.insert(referralEvents).values({
    id: newId(now),
    codeId: referral.codeId,
    referralId: referral.id,
    kind: "revoked",
    customerId: referral.referrerId,
    transactionId,
    createdAt: now,
  });
}
