import type { GetReferralTrendInput, GetReferralTrendOutput } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { analyticsRange, shownRange } from "./figures/analytics-range.ts";
import { readCounts } from "./figures/read-counts.ts";
import { readState } from "./figures/read-state.ts";
import { compareReferrals, REFERRAL_STEPS, toFunnel } from "./figures/referral-figures.ts";

type Step = { startsOn: string; what: string; times: number };

const SERIES = `select date_trunc($3, day::timestamp)::date::text as "startsOn", what, sum(count)::int8 as times
  from analytics_counts where what = any($4) and day between $1 and $2 group by 1, 2 order by 1`;

/** The steps of referrals by day, week or month, and the funnel beside the range before. @throws analytics.badRange */
export async function getReferralTrend(
  ctx: CoreContext<AdminActor>,
  input: GetReferralTrendInput,
): Promise<GetReferralTrendOutput> {
  const range = analyticsRange(ctx, input);
  const { interval } = input;
  const { countedAt } = await readState(ctx);
  const countOf = await readCounts(ctx, range);
  const values = [range.from, range.to, interval, Object.values(REFERRAL_STEPS)];
  const steps = await ctx.db.query<Step>({ text: SERIES, values });
  const series = Map.groupBy(steps, (step) => step.startsOn)
    .entries()
    .map(([startsOn, taken]) => {
      const times = new Map(taken.map((step) => [step.what, step.times]));
      return { startsOn, ...toFunnel((what) => times.get(what) ?? 0) };
    });
  return { ...shownRange(range), countedAt, interval, funnel: compareReferrals(countOf), series: [...series] };
}
