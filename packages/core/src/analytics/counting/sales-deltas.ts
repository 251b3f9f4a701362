const STATUSES = ["pending", "succeeded", "failed", "reversed", "refunded", "partially_refunded"] as const;
const DELIVERED = "('succeeded', 'refunded', 'partially_refunded')";

/** 1 where an event makes its transaction delivered, -1 where it takes that back, else 0. */
const BECOMES_DELIVERED = `((to_status in ${DELIVERED})::int - coalesce(from_status in ${DELIVERED}, false)::int)`;

/** What the events of `moved` change, by column of the rollups. Each event adds its own, so their order and their batches do not matter. */
const CHANGES: readonly (readonly [column: string, change: string])[] = [
  ...STATUSES.map(
    (status) =>
      [
        status,
        `count(*) filter (where to_status = '${status}') - count(*) filter (where from_status = '${status}')`,
      ] as const,
  ),
  ["gross_minor", `coalesce(sum(final_amount_minor * ${BECOMES_DELIVERED}), 0)`],
  ["refunded_minor", "coalesce(sum(amount_minor) filter (where to_status in ('refunded', 'partially_refunded')), 0)"],
  ["discount_minor", `coalesce(sum(discount_amount_minor * ${BECOMES_DELIVERED}), 0)`],
];

export const SALES_COLUMNS: readonly string[] = CHANGES.map(([column]) => column);

/** The select list that sums events of `SALE_EVENTS` into the columns of the rollups. */
export const SALES_CHANGES = CHANGES.map(([column, change]) => `${change} as ${column}`).join(", ");

/**
 * The status moves of sales with what of the sale never changes. A sale is every transaction but a refund, and belongs to the operator's
 * day it was made on (`day`), so what happens to it later, a refund months after too, corrects that day.
 *
 * Net revenue = captured for what was delivered, less what was given back of it. What was never delivered (failed, reversed, also a late
 * capture that goes back) counts nothing. A bill counts when it is paid, past the gateway too; credit notes and waivers lower what is paid.
 */
export function saleEvents(condition: string, timezone: string): string {
  return `select (t.created_at at time zone ${timezone})::date as day, t.type, t.payment_method, t.plan_id, t.final_amount_minor,
      t.discount_amount_minor, e.from_status, e.to_status, e.amount_minor
    from transaction_events e join transactions t on t.id = e.transaction_id
    where t.type <> 'refund_adjustment' and ${condition}`;
}
