import type { BookCheck } from "./book-check.ts";

const isDelivered = (t: string) => `${t}.status in ('succeeded', 'refunded', 'partially_refunded')`;

/** Invariant 4 and the history: amounts, refunds and status of transactions. */
export const TRANSACTION_CHECKS: readonly BookCheck[] = [
  {
    name: "transactions.amounts",
    rule: "What is paid is the price less the discount, and refunds never exceed what was captured.",
    text: `select id::text, format('Price %s, discount %s, final %s, captured %s, asked back %s, refunded %s.', original_amount_minor,
        discount_amount_minor, final_amount_minor, captured_minor, refund_requested_minor, refunded_minor) as what
      from transactions
      where final_amount_minor <> original_amount_minor - discount_amount_minor or discount_amount_minor < 0 or final_amount_minor <= 0
        or (discount_amount_minor > 0) <> (discount_type is not null)
        or (discount_type is not distinct from 'referral') <> (referral_discount_id is not null)
        or (discount_type is not distinct from 'offer') <> (offer_id is not null)
        or not (0 <= refunded_minor and refunded_minor <= refund_requested_minor and refund_requested_minor <= captured_minor
          and captured_minor <= final_amount_minor)`,
  },
  {
    name: "transactions.statusOfMoney",
    rule: "A transaction's status says what was captured and refunded: all captured once delivered, nothing while pending.",
    text: `select id::text, format('Status %s with %s of %s captured and %s refunded.', status, captured_minor, final_amount_minor, refunded_minor) as what
      from transactions t
      where (${isDelivered("t")} and captured_minor <> final_amount_minor)
        or (status = 'pending' and captured_minor <> 0)
        or (status in ('failed', 'reversed') and captured_minor not in (0, final_amount_minor))
        or (status = 'succeeded' and refunded_minor <> 0)
        or (status = 'refunded' and refunded_minor <> captured_minor)
        or (status = 'partially_refunded' and not (0 < refunded_minor and refunded_minor < captured_minor))
        or (status = 'pending') <> (settled_at is null)`,
  },
  {
    name: "transactions.refunds",
    rule: "What a transaction says was asked back and refunded is the sum of its refunds that are under way and done.",
    text: `select t.id::text, format('Asked back %s and refunded %s, its refunds say %s and %s.', t.refund_requested_minor, t.refunded_minor,
        coalesce(r.requested, 0), coalesce(r.refunded, 0)) as what
      from transactions t left join (
        select refund_of_id, sum(final_amount_minor) filter (where status in ('pending', 'succeeded')) as requested,
          sum(final_amount_minor) filter (where status = 'succeeded') as refunded
        from transactions where type = 'refund_adjustment' group by refund_of_id
      ) r on r.refund_of_id = t.id
      where t.refund_requested_minor <> coalesce(r.requested, 0) or t.refunded_minor <> coalesce(r.refunded, 0)
      union all
      select r.id::text, format('It refunds the transaction %s, which does not exist or is not of the same payer, partner, currency and number.', r.refund_of_id)
      from transactions r left join transactions t on t.id = r.refund_of_id
      where r.type = 'refund_adjustment' and (t.id is null or t.type = 'refund_adjustment' or t.payer_id is distinct from r.payer_id
        or t.partner_id is distinct from r.partner_id or t.currency <> r.currency or t.recipient_phone <> r.recipient_phone)`,
  },
  {
    // Events of one millisecond have no order, so the moves are counted: each status but the present one is left as often as reached.
    name: "transactions.events",
    rule: "A transaction's events lead from nothing to its status without a break.",
    text: `select t.id::text, format('Status %s; its events lead to %s.', t.status, coalesce(e.ends::text, 'nothing')) as what
      from transactions t left join (
        select transaction_id, array_agg(status) filter (where balance = 1) as ends,
          bool_or(balance not in (0, 1)) or sum(balance) <> 1 or sum(starts) <> 1 as is_broken
        from (
          select transaction_id, status, sum(step) as balance, sum(is_start) as starts
          from (
            select transaction_id, to_status as status, 1 as step, (from_status is null)::int as is_start from transaction_events
            union all select transaction_id, from_status, -1, 0 from transaction_events where from_status is not null
          ) moves group by transaction_id, status
        ) balances group by transaction_id
      ) e on e.transaction_id = t.id
      where e.transaction_id is null or e.is_broken or e.ends <> array[t.status]
      union all
      select e.id::text, format('The event belongs to the transaction %s, which does not exist.', e.transaction_id)
      from transaction_events e where not exists (select from transactions t where t.id = e.transaction_id)`,
  },
  {
    name: "transactions.line",
    rule: "A delivered transaction names the line of its number.",
    text: `select t.id::text, format('It is for %s and names the line %s of %s.', t.recipient_phone, coalesce(t.line_id::text, 'none'), coalesce(l.phone, 'no number')) as what
      from transactions t left join lines l on l.id = t.line_id
      where (${isDelivered("t")} and t.type <> 'refund_adjustment' and l.id is null) or l.phone <> t.recipient_phone`,
  },
  {
    name: "transactions.payer",
    // What a restore booked of the gateway's ledger may be of a customer who came after the snapshot; it was never delivered.
    rule: "A transaction is paid for by a customer, or was sold and collected by a partner and has no payer, unless a restore gave it up.",
    text: `select t.id::text, format('Its payer is %s and its partner %s.', coalesce(t.payer_id::text, 'nobody'), coalesce(t.partner_id::text, 'nobody')) as what
      from transactions t where (t.payer_id is null) <> (t.partner_id is not null) and (t.payer_id is not null or not exists (
        select from transactions o join transaction_events e on e.transaction_id = o.id and e.cause = 'restored'
        where o.id = coalesce(t.refund_of_id, t.id) and o.status = 'reversed'))`,
  },
];
