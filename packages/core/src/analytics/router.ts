import {
  EmptyInput,
  GetCustomerGrowthInput,
  GetCustomerGrowthOutput,
  GetDashboardInput,
  GetDashboardOutput,
  GetPlanPerformanceInput,
  GetPlanPerformanceOutput,
  GetReferralTrendInput,
  GetReferralTrendOutput,
  GetRevenueInput,
  GetRevenueOutput,
  RebuildAnalyticsInput,
  Task,
} from "@nexa/contracts";
import { toCoreError, toTrpcError } from "../trpc/errors.ts";
import { adminProcedure, router } from "../trpc/init.ts";
import { getCustomerGrowth } from "./get-customer-growth.ts";
import { getDashboard } from "./get-dashboard.ts";
import { getPlanPerformance } from "./get-plan-performance.ts";
import { getReferralTrend } from "./get-referral-trend.ts";
import { getRevenue } from "./get-revenue.ts";
import { startAnalyticsRebuild } from "./start-analytics-rebuild.ts";
import { watchActivity } from "./watch-activity.ts";

const tags = ["admin: analytics"];
const RANGE =
  "`from` and `to` are days of the operator's time zone, both included; without them the last 30 days. A range has at most 1,096 days and is compared with the one of the same length before it.";
const SERIES = `${RANGE} Days, weeks (from Monday) or months without anything are left out of the series.`;
const range = { from: "2026-04-01", to: "2026-04-30" };

export const analyticsAdminRouter = router({
  dashboard: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/analytics/dashboard",
        tags,
        summary: "All figures of a range and what stands now",
        description: `${RANGE} Amounts are in minor units.`,
        example: range,
      },
    })
    .input(GetDashboardInput)
    .output(GetDashboardOutput)
    .query(({ ctx, input }) => getDashboard(ctx, input)),
  revenue: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/analytics/revenue",
        tags,
        summary: "Revenue net of refunds, by day, week or month and by type, payment method and plan",
        description: `${SERIES} A refund lowers the day of the sale it gives back. Amounts are in minor units.`,
        example: { ...range, interval: "week" },
      },
    })
    .input(GetRevenueInput)
    .output(GetRevenueOutput)
    .query(({ ctx, input }) => getRevenue(ctx, input)),
  customerGrowth: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/analytics/customers/growth",
        tags,
        summary: "New, closed, churned and all customers, with ARPU and churn",
        description: `${SERIES} Churned are customers who have had no plan for 30 days, on the day on which they have not.`,
        example: { ...range, interval: "day" },
      },
    })
    .input(GetCustomerGrowthInput)
    .output(GetCustomerGrowthOutput)
    .query(({ ctx, input }) => getCustomerGrowth(ctx, input)),
  referralTrend: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/analytics/referrals/trend",
        tags,
        summary: "The steps of referrals over time and their funnel",
        description: SERIES,
        example: { ...range, interval: "month" },
      },
    })
    .input(GetReferralTrendInput)
    .output(GetReferralTrendOutput)
    .query(({ ctx, input }) => getReferralTrend(ctx, input)),
  planPerformance: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/analytics/plans/performance",
        tags,
        summary: "What each plan sold and brought in",
        description: `${RANGE} Amounts are in minor units.`,
        example: { ...range, sort: "net", limit: 20 },
      },
    })
    .input(GetPlanPerformanceInput)
    .output(GetPlanPerformanceOutput)
    .query(({ ctx, input }) => getPlanPerformance(ctx, input)),
  rebuild: adminProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/analytics/rebuild",
        tags,
        summary: "Count all figures anew",
        description:
          "A worker does it while business goes on; follow the task. The figures stay as they are until it is done.",
        status: 202,
        message: "The figures are being counted anew.",
        example: {},
      },
    })
    .input(RebuildAnalyticsInput)
    .output(Task)
    .mutation(({ ctx, input }) => startAnalyticsRebuild(ctx, input)),
  activity: adminProcedure.input(EmptyInput).subscription(async function* ({ ctx, signal }) {
    try {
      yield* watchActivity(ctx, signal);
    } catch (error) {
      throw toTrpcError(toCoreError(error));
    }
  }),
});
