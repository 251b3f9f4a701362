import type { AdminReferral, MyReferral } from "@nexa/contracts";
import { customers, referralDiscounts, referrals } from "@nexa/db";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { type DiscountRow, discountStatusOf } from "./discount-status.ts";

type Joined = {
  referral: typeof referrals.$inferSelect;
  fullName: string;
  phone: string | null;
  reward: DiscountRow | null;
};

/** Who joined with each of the codes, first to join first, with what the referrer got for it. */
export async function peopleOfCodes(ctx: CoreContext, codeIds: readonly string[]): Promise<Map<string, Joined[]>> {
  const people = new Map<string, Joined[]>(codeIds.map((id) => [id, []]));
  if (codeIds.length === 0) return people;
  const rows = await ctx.db.orm
    .select({
      referral: referrals,
      fullName: customers.fullName,
      phone: customers.phone,
      reward: referralDiscounts,
    })
    .from(referrals)
    .innerJoin(customers, eq(customers.id, referrals.refereeId))
    .leftJoin(
      referralDiscounts,
      and(eq(referralDiscounts.referralId, referrals.id), eq(referralDiscounts.role, "referrer")),
    )
    .where(inArray(referrals.codeId, [...codeIds]))
    .orderBy(asc(referrals.id));
  for (const row of rows) people.get(row.referral.codeId)?.push(row);
  return people;
}

/** How many of them have made their first recharge. */
export function completedCount(people: readonly Joined[]): number {
  return people.filter(({ referral }) => referral.completedAt !== null).length;
}

/** A person as the code's owner sees them. */
export function toMyReferral({ referral, fullName, reward }: Joined, now: Date): MyReferral {
  return {
    maskedName: maskName(fullName),
    usedAt: referral.usedAt.toISOString(),
    completedAt: referral.completedAt?.toISOString() ?? null,
    reward: reward && toReward(reward, now),
  };
}

/** A person as staff see them. */
export function toAdminReferral({ referral, fullName, phone, reward }: Joined, now: Date): AdminReferral {
  return {
    id: referral.id,
    referee: { customerId: referral.refereeId, fullName, phoneNumber: phone },
    usedAt: referral.usedAt.toISOString(),
    completedAt: referral.completedAt?.toISOString() ?? null,
    completingTransactionId: referral.completingTransactionId,
    reward: reward && toReward(reward, now),
  };
}

function toReward(row: DiscountRow, now: Date): NonNullable<MyReferral["reward"]> {
  return { percent: row.percent, status: discountStatusOf(row, now), expiresAt: row.expiresAt.toISOString() };
}

/** `Asha Rao` becomes `A*** R***`: enough to know a friend by, not to learn a stranger's name. */
export function maskName(fullName: string): string {
  const words = fullName.split(/\s+/).filter((word) => word !== "");
  return words.map((word) => `${[...word][0] ?? ""}***`).join(" ");
}
