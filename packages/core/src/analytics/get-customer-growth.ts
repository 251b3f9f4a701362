import type { GetCustomerGrowthInput, GetCustomerGrowthOutput } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { analyticsRange, shownRange } from "./figures/analytics-range.ts";
import { compareCustomers } from "./figures/customer-figures.ts";
import { COUNTS_BY_DAY, readCounts } from "./figures/read-counts.ts";
import { readSales } from "./figures/read-sales.ts";
import { readState } from "./figures/read-state.ts";

type Point = GetCustomerGrowthOutput["series"][number];

const inRange = (what: string) =>
  `coalesce(sum(count) filter (where what = '${what}' and day >= $1), 0)::int8 as ${what}`;
const SERIES = `with points as (
    select date_trunc($3, day::timestamp)::date as starts_on, ${inRange("registered")}, ${inRange("closed")}, ${inRange("churned")},
      sum(case what when 'registered' then count when 'closed' then -count else 0 end) as grown
    from (${COUNTS_BY_DAY}) counts
    where what in ('registered', 'closed', 'churned') and day <= $2 and (what <> 'churned' or day <= $4) group by 1
  ), running as (
    select starts_on, registered, closed, churned, greatest(0, sum(grown) over (order by starts_on))::int8 as total from points
  )
  select starts_on::text as "startsOn", registered, closed, churned, total
  from running where registered + closed + churned > 0 order by starts_on`;

/** New, closed, churned and all customers by day, week or month, with ARPU and churn beside the range before. @throws analytics.badRange */
export async function getCustomerGrowth(
  ctx: CoreContext<AdminActor>,
  input: GetCustomerGrowthInput,
): Promise<GetCustomerGrowthOutput> {
  const range = analyticsRange(ctx, input);
  const { interval } = input;
  const { countedAt } = await readState(ctx);
  const { totals } = await readSales(ctx, range, interval);
  const countOf = await readCounts(ctx, range);
  const series = await ctx.db.query<Point>({ text: SERIES, values: [range.from, range.to, interval, range.today] });
  const { currency } = ctx.runtime.config.operator;
  return {
    ...shownRange(range),
    ...{ countedAt, interval, currency, totals: compareCustomers(countOf, totals), series },
  };
}
