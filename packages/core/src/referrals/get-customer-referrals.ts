import type { GetCustomerReferralsInput, GetCustomerReferralsOutput } from "@nexa/contracts";
import { customers, referralCodes, referralDiscounts, referrals } from "@nexa/db";
import { desc, eq } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../context.ts";
import { findAdminCodes } from "./admin-codes.ts";
import { toReferralDiscount } from "./discount-status.ts";
import { referralsErrors } from "./errors.ts";

const MOST_DISCOUNTS = 100;

/**
 * One customer's referrals as staff see them: the codes made, who joined, the code they joined with, and their discounts.
 *
 * @throws referrals.customerUnknown
 */
export async function getCustomerReferrals(
  ctx: CoreContext<AdminActor>,
  input: GetCustomerReferralsInput,
): Promise<GetCustomerReferralsOutput> {
  const { customerId } = input;
  const { orm } = ctx.db;
  const [customer] = await orm.select({ id: customers.id }).from(customers).where(eq(customers.id, customerId));
  if (!customer) throw referralsErrors.customerUnknown();
  const now = ctx.clock.now();
  const page = await findAdminCodes(ctx, input, eq(referralCodes.ownerId, customerId));
  const discounts = await orm
    .select()
    .from(referralDiscounts)
    .where(eq(referralDiscounts.customerId, customerId))
    .orderBy(desc(referralDiscounts.id))
    .limit(MOST_DISCOUNTS);
  return {
    ...page,
    joinedWith: await joinedWith(ctx, customerId),
    discounts: discounts.map((row) => toReferralDiscount(row, now)),
  };
}

async function joinedWith(ctx: CoreContext, refereeId: string): Promise<GetCustomerReferralsOutput["joinedWith"]> {
  const [found] = await ctx.db.orm
    .select({
      code: referralCodes.code,
      referral: referrals,
      fullName: customers.fullName,
      phone: customers.phone,
    })
    .from(referrals)
    .innerJoin(referralCodes, eq(referralCodes.id, referrals.codeId))
    .innerJoin(customers, eq(customers.id, referrals.referrerId))
    .where(eq(referrals.refereeId, refereeId));
  if (!found) return null;
  const { code, referral, fullName, phone } = found;
  return {
    code,
    referrer: { customerId: referral.referrerId, fullName, phoneNumber: phone },
    usedAt: referral.usedAt.toISOString(),
    completedAt: referral.completedAt?.toISOString() ?? null,
  };
}
