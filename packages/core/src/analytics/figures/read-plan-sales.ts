import type { SalesFigures } from "@nexa/contracts";
import type { CoreContext } from "../../context.ts";
import type { AnalyticsRange } from "./analytics-range.ts";
import { type SalesRow, salesSums, toSalesFigures } from "./sales-figures.ts";

export type PlanSales = SalesFigures & {
  planId: string | null;
  planName: string | null;
  previousNetMinor: number;
  previousDelivered: number;
};
/** `planCount` and `netMinor` are of all plans that sold, listed or not. */
export type PlanSalesPage = { plans: PlanSales[]; planCount: number; netMinor: number };

const ORDERS = {
  net: "gross_minor - refunded_minor",
  delivered: "succeeded + refunded + partially_refunded",
  refunded: "refunded_minor",
} as const;
export type PlanOrder = keyof typeof ORDERS;

type Row = SalesRow & {
  planId: string | null;
  planName: string | null;
  previousNetMinor: number;
  previousDelivered: number;
  planCount: number;
  netMinor: number;
};

const PLANS = (order: string) => `with sold as (
    select plan_id, ${salesSums("day >= $2")}, count(*) filter (where day >= $2) as days,
      coalesce(sum(gross_minor - refunded_minor) filter (where day < $2), 0)::int8 as previous_net_minor,
      coalesce(sum(succeeded + refunded + partially_refunded) filter (where day < $2), 0)::int8 as previous_delivered
    from analytics_plan_sales where day between $1 and $3 group by plan_id
  ), listed as (
    select *, count(*) over () as plan_count, sum(gross_minor - refunded_minor) over ()::int8 as net_minor
    from sold where days > 0 order by ${order} desc, plan_id limit $4
  )
  select l.*, l.plan_id as "planId", p.name as "planName", previous_net_minor as "previousNetMinor",
    previous_delivered as "previousDelivered", plan_count as "planCount", net_minor as "netMinor"
  from listed l left join plans p on p.id = l.plan_id order by ${order} desc, l.plan_id`;

/** What the plans sold in a range, with what they sold in the one before, the best by `order` first. */
export async function readPlanSales(
  ctx: CoreContext,
  range: AnalyticsRange,
  { order, limit }: { order: PlanOrder; limit: number },
): Promise<PlanSalesPage> {
  const values = [range.previousFrom, range.from, range.to, limit];
  const rows = await ctx.db.query<Row>({ text: PLANS(ORDERS[order]), values });
  const plans = rows.map((row) => {
    const { planId, planName, previousNetMinor, previousDelivered } = row;
    return { planId, planName, ...toSalesFigures(row), previousNetMinor, previousDelivered };
  });
  return { plans, planCount: rows[0]?.planCount ?? 0, netMinor: rows[0]?.netMinor ?? 0 };
}

/** A plan without its figures of the range before. */
export function shownPlan({ previousNetMinor: _net, previousDelivered: _delivered, ...plan }: PlanSales) {
  return plan;
}
