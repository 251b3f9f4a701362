import { newId } from "@nexa/contracts";
import { referralDiscounts, referralEvents, referrals } from "@nexa/db";
import { and, eq, gt, inArray } from "drizzle-orm";
import type { CoreContext } from "../context.ts";

/**
 * A fully refunded transaction gives its referral discount back, if it is still valid. Call it in the transaction that holds the
 * transaction row.
 */
export async function returnDiscount(tx: CoreContext, transactionId: string): Promise<void> {
  const now = tx.clock.now();
  const [returned] = await tx.db.orm
    .update(referralDiscounts)
    .set({ status: "unused", transactionId: null })
    .where(
      and(
        eq(referralDiscounts.transactionId, transactionId),
        inArray(referralDiscounts.status, ["held", "used"]),
        gt(referralDiscounts.expiresAt, now),
      ),
    )
    .returning();
  if (!returned) return;
  const [referral] = await tx.db.orm.select().from(referrals).where(eq(referrals.id, returned.referralId));
  if (!referral) return;
  await tx.db.orm.insert(referralEvents).values({
    id: newId(now),
    codeId: referral.codeId,
    referralId: referral.id,
    kind: "discount_returned",
    customerId: returned.customerId,
    transactionId,
    createdAt: now,
  });
}
