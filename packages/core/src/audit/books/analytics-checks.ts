import type { BookCheck } from "./book-check.ts";

const CURSOR = "(select counted_below from analytics_cursor)";
const IS_DELIVERED = "status in ('succeeded', 'refunded', 'partially_refunded')";
const FIGURES = `count(*)::numeric as sales, count(*) filter (where ${IS_DELIVERED})::numeric as delivered,
  coalesce(sum(captured_minor) filter (where ${IS_DELIVERED}), 0) as gross, coalesce(sum(refunded_minor) filter (where ${IS_DELIVERED}), 0) as refunded,
  coalesce(sum(discount_amount_minor) filter (where ${IS_DELIVERED}), 0) as discount`;
const SUMS = `sum(pending + succeeded + failed + reversed + refunded + partially_refunded) as sales,
  sum(succeeded + refunded + partially_refunded) as delivered, sum(gross_minor) as gross, sum(refunded_minor) as refunded, sum(discount_minor) as discount`;

/** The sums of `table` by `key` against the transactions, but for days of which something is not counted yet. */
function salesAgainst(table: string, key: string): string {
  return `select concat_ws(' ', coalesce(c.day, t.day), coalesce(c.key, t.key)) as id,
      format('Counted %s sales, %s delivered, %s gross, %s refunded; there are %s, %s, %s and %s.', coalesce(c.sales, 0), coalesce(c.delivered, 0),
        coalesce(c.gross, 0), coalesce(c.refunded, 0), coalesce(t.sales, 0), coalesce(t.delivered, 0), coalesce(t.gross, 0), coalesce(t.refunded, 0)) as what
    from (select day, ${key} as key, ${SUMS} from ${table} group by 1, 2) c
    full join (
      select (created_at at time zone $2)::date as day, ${key} as key, ${FIGURES} from transactions where type <> 'refund_adjustment' group by 1, 2
    ) t on t.day = c.day and t.key = c.key
    where ${CURSOR} is not null
      and (coalesce(c.sales, 0), coalesce(c.delivered, 0), coalesce(c.gross, 0), coalesce(c.refunded, 0), coalesce(c.discount, 0))
        <> (coalesce(t.sales, 0), coalesce(t.delivered, 0), coalesce(t.gross, 0), coalesce(t.refunded, 0), coalesce(t.discount, 0))
      and coalesce(c.day, t.day) not in (
        select (made.created_at at time zone $2)::date from transaction_events e join transactions made on made.id = e.transaction_id
        where e.written_by >= ${CURSOR})`;
}

/** What analytics read is what the tables add up to, as far as it is counted; nothing is looked at before the first count. */
export const ANALYTICS_CHECKS: readonly BookCheck[] = [
  {
    name: "analytics.sales",
    rule: "The sums by type and payment method are those of the transactions of their day.",
    text: salesAgainst("analytics_sales", "type || ' ' || payment_method"),
  },
  {
    name: "analytics.planSales",
    rule: "The sums by plan are those of the transactions of their day.",
    text: salesAgainst("analytics_plan_sales", "coalesce(plan_id::text, 'no plan')"),
  },
  {
    name: "analytics.registered",
    rule: "As many customers are counted as registered as were written before the count.",
    text: `select 'registered' as id, format('Counted %s customers, there are %s.', counted, written) as what
      from (
        select (select coalesce(sum(count), 0) from analytics_counts where what = 'registered') as counted,
          (select count(*) from customers where written_by < ${CURSOR}) as written
      ) x where ${CURSOR} is not null and counted <> written`,
  },
];
