import type { CoreContext } from "../../context.ts";
import type { AnalyticsRange } from "./analytics-range.ts";

/** A customer churns on the day on which the latest plan ended so many days ago. */
export const CHURN_DAYS = 30;

/** Of one thing: in the range and the one before; until the end of each and until the one before began; and ever. */
export type Count = {
  current: number;
  previous: number;
  untilEnd: number;
  untilPreviousEnd: number;
  untilBefore: number;
  ever: number;
};

const NOTHING: Count = { current: 0, previous: 0, untilEnd: 0, untilPreviousEnd: 0, untilBefore: 0, ever: 0 };
const sum = (condition: string) => `coalesce(sum(count) filter (where ${condition}), 0)::int8`;

/** The counts by day, with lapses on the day they become churn: `churned` those that did, `plan_left` also those that will. */
export const COUNTS_BY_DAY = `select what, day, count from analytics_counts where what <> 'lapsed'
  union all select 'churned', day + ${CHURN_DAYS}, count from analytics_counts where what = 'lapsed'
  union all select 'plan_left', day + ${CHURN_DAYS}, count from analytics_counts where what = 'lapsed'`;

const COUNTS = `select what, ${sum("day between $2 and $3")} as current, ${sum("day between $1 and $4")} as previous,
    ${sum("day <= $3")} as "untilEnd", ${sum("day <= $4")} as "untilPreviousEnd", ${sum("day < $1")} as "untilBefore",
    sum(count)::int8 as ever
  from (${COUNTS_BY_DAY}) counts where what <> 'churned' or day <= $5 group by what`;

/** How many customers registered, closed and churned, and how many steps of referrals there were. */
export async function readCounts(ctx: CoreContext, range: AnalyticsRange): Promise<(what: string) => Count> {
  const values = [range.previousFrom, range.from, range.to, range.previousTo, range.today];
  const rows = await ctx.db.query<Count & { what: string }>({ text: COUNTS, values });
  const counts = new Map(rows.map((row) => [row.what, row]));
  return (what) => counts.get(what) ?? NOTHING;
}
