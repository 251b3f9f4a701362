import type { AnalyticsInterval, RecordedPaymentMethod, SalesPoint, TransactionType } from "@nexa/contracts";
import type { CoreContext } from "../../context.ts";
import type { AnalyticsRange } from "./analytics-range.ts";
import { compareSales, NO_SALES, type SalesRow, salesSums, toSalesFigures } from "./sales-figures.ts";

type Row = SalesRow & {
  isCurrent: boolean;
  startsOn: string | null;
  type: TransactionType | null;
  paymentMethod: RecordedPaymentMethod | null;
};

const SALES = `select is_current as "isCurrent", starts_on::text as "startsOn", type, payment_method as "paymentMethod", ${salesSums()}
  from (
    select day >= $2 as is_current, date_trunc($4, day::timestamp)::date as starts_on, s.* from analytics_sales s where day between $1 and $3
  ) s
  group by grouping sets ((is_current), (is_current, starts_on), (is_current, type), (is_current, payment_method))
  order by starts_on, sum(gross_minor - refunded_minor) desc, type, payment_method`;

/** Sales of a range and the one before, in all, by interval, by type and by payment method. What had nothing is left out. */
export async function readSales(ctx: CoreContext, range: AnalyticsRange, interval: AnalyticsInterval) {
  const values = [range.previousFrom, range.from, range.to, interval];
  const rows = await ctx.db.query<Row>({ text: SALES, values });
  const totalOf = (isCurrent: boolean) => rows.find((row) => row.isCurrent === isCurrent && isTotal(row)) ?? NO_SALES;
  const current = rows.filter((row) => row.isCurrent);
  return {
    totals: compareSales(totalOf(true), totalOf(false)),
    series: current.flatMap(toPoint),
    previousSeries: rows.filter((row) => !row.isCurrent).flatMap(toPoint),
    byType: current.flatMap((row) => (row.type === null ? [] : [{ type: row.type, ...toSalesFigures(row) }])),
    byMethod: current.flatMap((row) =>
      row.paymentMethod === null ? [] : [{ paymentMethod: row.paymentMethod, ...toSalesFigures(row) }],
    ),
  };
}

function isTotal({ startsOn, type, paymentMethod }: Row): boolean {
  return startsOn === null && type === null && paymentMethod === null;
}

function toPoint(row: Row): SalesPoint[] {
  return row.startsOn === null ? [] : [{ startsOn: row.startsOn, ...toSalesFigures(row) }];
}
