import type { GetPlanPerformanceInput, GetPlanPerformanceOutput } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { analyticsRange, shownRange } from "./figures/analytics-range.ts";
import { changePercent, percentOf } from "./figures/ratios.ts";
import { readPlanSales } from "./figures/read-plan-sales.ts";
import { readState } from "./figures/read-state.ts";

/** What each plan sold and brought in beside the range before. A postpaid plan's sales are its bills that were paid. @throws analytics.badRange */
export async function getPlanPerformance(
  ctx: CoreContext<AdminActor>,
  input: GetPlanPerformanceInput,
): Promise<GetPlanPerformanceOutput> {
  const range = analyticsRange(ctx, input);
  const { countedAt } = await readState(ctx);
  const { plans, planCount, netMinor } = await readPlanSales(ctx, range, { order: input.sort, limit: input.limit });
  return {
    ...shownRange(range),
    ...{ countedAt, planCount, currency: ctx.runtime.config.operator.currency },
    plans: plans.map((plan) => ({
      ...plan,
      sharePercent: percentOf(plan.netMinor, netMinor),
      netChangePercent: changePercent(plan.netMinor, plan.previousNetMinor),
    })),
  };
}
