import { newId } from "@nexa/contracts";
import type { IntentRow } from "@nexa/core/recharge/intent";

/**
 * The writes that any recharge needs, in one statement: the line moved on, the transaction, the subscription, two notices. Without
 * idempotency key, payment attempt and events, so it is no recharge of ours; it shows what one commit costs.
 */
export const ONE_STATEMENT = `
with line as materialized (
  select id, greatest(base_ends_at, $9::timestamptz) as starts_at from lines where phone = $1 and released_at is null for no key update
), moved as (
  update lines l set base_ends_at = line.starts_at + interval '24 hours' * $10::int from line where l.id = line.id
), opened as (
  insert into transactions (id, type, status, payer_id, line_id, recipient_phone, plan_id, terms, original_amount_minor, final_amount_minor,
    captured_minor, currency, payment_method, created_at, settled_at)
  select $2, 'prepaid_recharge', 'succeeded', $3, id, $1, $4, $5, $6, $6, $6, 'INR', 'upi', $9, $9 from line
), sold as (
  insert into subscriptions (id, line_id, transaction_id, payer_id, plan_id, is_topup, terms, starts_at, ends_at, created_at)
  select $7, id, $2, $3, $4, false, $5, starts_at, starts_at + interval '24 hours' * $10::int, $9 from line
), noticed as (
  insert into notifications (id, type, customer_id, phone, line_id, params, created_at)
  select n.id, n.type, $3, $1, line.id, jsonb_build_object('amountMinor', $6::bigint), $9
  from line, (values ($8::uuid, 'payment_success'), ($11::uuid, 'plan_activated')) as n(id, type)
)
select count(*)::text as written from line`;

export function oneStatementValues(intent: IntentRow, now: Date): unknown[] {
  return [
    intent.recipient_phone,
    intent.transaction_id,
    intent.payer_id,
    intent.plan_id,
    JSON.stringify(intent.terms),
    intent.original_minor - intent.discount_minor,
    newId(now),
    newId(now),
    now,
    intent.terms.validityDays,
    newId(now),
  ];
}
