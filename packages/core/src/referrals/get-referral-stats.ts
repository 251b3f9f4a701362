import type { GetReferralStatsInput, GetReferralStatsOutput } from "@nexa/contracts";
import { referralCodes } from "@nexa/db";
import { sql } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../context.ts";
import { codeStatusSql } from "./admin-codes.ts";

/** The whole referral programme in figures, as of now. Amounts in minor units. */
export async function getReferralStats(
  ctx: CoreContext<AdminActor>,
  _input: GetReferralStatsInput,
): Promise<GetReferralStatsOutput> {
  const now = ctx.clock.now();
  const codes = await countCodes(ctx, now);
  const [found] = await ctx.db.query<Figures>({ text: FIGURES, values: [now] });
  if (!found) throw new Error("the statistics gave no row");
  const { joined, completed } = found;
  return {
    codes,
    joined,
    completed,
    completionPercent: joined === 0 ? null : Math.round((completed * 1_000) / joined) / 10,
    rewards: { granted: found.granted, revoked: found.rewards_revoked },
    discounts: {
      unused: found.unused,
      held: found.held,
      used: found.used,
      expired: found.expired,
      revoked: found.revoked,
    },
    discountedMinor: found.discounted_minor,
  };
}

type Figures = Record<
  | "joined"
  | "completed"
  | "granted"
  | "rewards_revoked"
  | "unused"
  | "held"
  | "used"
  | "expired"
  | "revoked"
  | "discounted_minor",
  number
>;

const FIGURES = `
with d as (
  select count(*) filter (where role = 'referrer') as granted,
    count(*) filter (where role = 'referrer' and status = 'revoked') as rewards_revoked,
    count(*) filter (where status = 'unused' and expires_at > $1) as unused,
    count(*) filter (where status = 'held') as held,
    count(*) filter (where status = 'used') as used,
    count(*) filter (where status = 'unused' and expires_at <= $1) as expired,
    count(*) filter (where status = 'revoked') as revoked
  from referral_discounts
), r as (
  select count(*) as joined, count(completed_at) as completed from referrals
), t as (
  select coalesce(sum(t.discount_amount_minor), 0) as discounted_minor
  from referral_discounts d join transactions t on t.id = d.transaction_id
  where d.status = 'used' and t.status in ('succeeded', 'partially_refunded')
)
select * from d, r, t`;

async function countCodes(ctx: CoreContext, now: Date): Promise<GetReferralStatsOutput["codes"]> {
  const status = codeStatusSql(now);
  const rows = await ctx.db.orm
    .select({ status, codes: sql<number>`count(*)::int` })
    .from(referralCodes)
    .groupBy(sql`1`);
  const count = (wanted: string) => rows.find((row) => row.status === wanted)?.codes ?? 0;
  const [pending, completed, expired] = [count("pending"), count("completed"), count("expired")];
  return { total: pending + completed + expired, pending, completed, expired };
}
