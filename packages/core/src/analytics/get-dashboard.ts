import type { GetDashboardInput, GetDashboardOutput } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { analyticsRange, shownRange } from "./figures/analytics-range.ts";
import { compareCustomers } from "./figures/customer-figures.ts";
import { readCounts } from "./figures/read-counts.ts";
import { readDeliveries } from "./figures/read-deliveries.ts";
import { readPlanSales, shownPlan } from "./figures/read-plan-sales.ts";
import { readSales } from "./figures/read-sales.ts";
import { readState } from "./figures/read-state.ts";
import { compareReferrals } from "./figures/referral-figures.ts";

const TOP_PLANS = 5;

/**
 * All figures of a range of operator days beside the range before, and what stands now. It reads sums alone, so it takes as long for ten
 * thousand transactions as for millions. Amounts in minor units.
 *
 * @throws analytics.badRange
 */
export async function getDashboard(
  ctx: CoreContext<AdminActor>,
  input: GetDashboardInput,
): Promise<GetDashboardOutput> {
  const range = analyticsRange(ctx, input);
  const { countedAt, now } = await readState(ctx);
  const sales = await readSales(ctx, range, "day");
  const { plans } = await readPlanSales(ctx, range, { order: "net", limit: TOP_PLANS });
  const countOf = await readCounts(ctx, range);
  const deliveries = await readDeliveries(ctx, range);
  return {
    ...shownRange(range),
    countedAt,
    currency: ctx.runtime.config.operator.currency,
    sales: sales.totals,
    revenueByDay: sales.series,
    previousRevenueByDay: sales.previousSeries,
    byType: sales.byType,
    byMethod: sales.byMethod,
    topPlans: plans.map(shownPlan),
    customers: compareCustomers(countOf, sales.totals),
    referrals: compareReferrals(countOf),
    deliveries,
    now,
  };
}
