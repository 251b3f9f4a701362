import { referralDiscounts } from "@nexa/db";
import { and, asc, desc, eq } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { type DiscountRow, discountHasStatus } from "./discount-status.ts";

/**
 * The discounts a customer could use on a recharge at `now`: the highest percentage first, then the one that expires soonest. One that
 * was not used on the first recharge is kept until it expires.
 */
export function listUsableDiscounts(ctx: CoreContext, customerId: string, now: Date): Promise<DiscountRow[]> {
  return ctx.db.orm
    .select()
    .from(referralDiscounts)
    .where(and(eq(referralDiscounts.customerId, customerId), discountHasStatus("unused", now)))
    .orderBy(desc(referralDiscounts.percent), asc(referralDiscounts.expiresAt), asc(referralDiscounts.id));
}
