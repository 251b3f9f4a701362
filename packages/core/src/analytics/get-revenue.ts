import type { GetRevenueInput, GetRevenueOutput } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { analyticsRange, shownRange } from "./figures/analytics-range.ts";
import { readPlanSales, shownPlan } from "./figures/read-plan-sales.ts";
import { readSales } from "./figures/read-sales.ts";
import { readState } from "./figures/read-state.ts";

const MAX_PLANS = 100;

/**
 * Revenue net of refunds by day, week (from Monday) or month, by type, payment method and plan, beside the range before. A refund lowers
 * the day of the sale it gives back. Amounts in minor units. @throws analytics.badRange
 */
export async function getRevenue(ctx: CoreContext<AdminActor>, input: GetRevenueInput): Promise<GetRevenueOutput> {
  const range = analyticsRange(ctx, input);
  const { countedAt } = await readState(ctx);
  const sales = await readSales(ctx, range, input.interval);
  const { plans } = await readPlanSales(ctx, range, { order: "net", limit: MAX_PLANS });
  const { currency } = ctx.runtime.config.operator;
  return {
    ...shownRange(range),
    countedAt,
    interval: input.interval,
    currency,
    ...sales,
    byPlan: plans.map(shownPlan),
  };
}
