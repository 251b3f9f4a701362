import { referralDiscounts } from "@nexa/db";
import { and, asc, desc, eq, gt } from "drizzle-orm";
import type { CoreContext } from "../context.ts";

export type UsableDiscount = { id: string; percent: number; expiresAt: Date };

/** The customer's referral discounts that a recharge may use now: the largest first, of equal ones the one that ends first. */
export function listUsableDiscounts(ctx: CoreContext, customerId: string, now: Date): Promise<UsableDiscount[]> {
  return ctx.db.orm
    .select({ id: referralDiscounts.id, percent: referralDiscounts.percent, expiresAt: referralDiscounts.expiresAt })
    .from(referralDiscounts)
    .where(
      and(
        eq(referralDiscounts.customerId, customerId),
        eq(referralDiscounts.status, "unused"),
        gt(referralDiscounts.expiresAt, now),
      ),
    )
    .orderBy(desc(referralDiscounts.percent), asc(referralDiscounts.expiresAt));
}
