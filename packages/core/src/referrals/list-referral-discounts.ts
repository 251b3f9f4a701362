import { type ListReferralDiscountsInput, type ListReferralDiscountsOutput, toPage } from "@nexa/contracts";
import { referralDiscounts } from "@nexa/db";
import { and, desc, eq, lt } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { discountHasStatus, toReferralDiscount } from "./discount-status.ts";
import { idOfCursor } from "./id-cursor.ts";

/** The customer's discounts, as referee and as referrer, newest first. */
export async function listReferralDiscounts(
  ctx: CoreContext<CustomerActor>,
  input: ListReferralDiscountsInput,
): Promise<ListReferralDiscountsOutput> {
  const beforeId = idOfCursor(input.cursor);
  const now = ctx.clock.now();
  const rows = await ctx.db.orm
    .select()
    .from(referralDiscounts)
    .where(
      and(
        eq(referralDiscounts.customerId, ctx.actor.customerId),
        input.status && discountHasStatus(input.status, now),
        beforeId === null ? undefined : lt(referralDiscounts.id, beforeId),
      ),
    )
    .orderBy(desc(referralDiscounts.id))
    .limit(input.limit + 1);
  const { items, nextCursor } = toPage(rows, input.limit, (row) => [row.id]);
  return { items: items.map((row) => toReferralDiscount(row, now)), nextCursor };
}
