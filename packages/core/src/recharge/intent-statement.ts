/**
 * Step one of a recharge, for a whole batch in one statement: locks payer and discount, checks what the price relied on, claims
 * the idempotency key, holds the discount, and writes the pending transaction with its charge attempt. A row whose guard fails
 * drops out by itself. $1: jsonb array of `IntentRow`, $2: now.
 *
 * Guards read locked rows or rows whose latest committed state may decide (plan, offer, session, key, line): an edit that commits
 * while this runs counts as later. The line is checked again, under its lock, when the payment settles.
 *
 * Every look-up is by lateral, scalar subquery or array: the planner cannot turn those into a scan of the whole table, which a plain
 * join becomes where the plan was made while the table was small.
 */
export const INTENT_STATEMENT = `
with input as materialized (
  select * from jsonb_to_recordset($1::jsonb) as x(
    ord int, transaction_id uuid, attempt_id uuid, event_id uuid, new_line_id uuid,
    actor_kind text, actor_id uuid, session_id uuid, api_key_id uuid, operation text, key text, request_hash text, key_expires_at timestamptz,
    payer_id uuid, partner_id uuid, type text, recipient_phone text, plan_id uuid, plan_updated_at timestamptz, terms jsonb, is_topup boolean,
    offer_id uuid, offer_updated_at timestamptz, discount_id uuid, discount_percent numeric, is_referral_considered boolean,
    discount_type text, original_minor bigint, discount_minor bigint, currency text, method text, provider text, max_queued int,
    created_at timestamptz)
), payer as materialized (
  select c.id, c.status from customers c where c.id = any(array(select payer_id from input)) order by c.id for share
), discount as materialized (
  select d.id, d.customer_id, d.status, d.expires_at, d.percent
  from referral_discounts d
  where d.id = any(array(select discount_id from input where discount_id is not null)) order by d.id for update
), checked as materialized (
  select i.*, l.id as line_id, known.transaction_id as known_transaction_id, known.request_hash as known_hash,
    case
      when i.partner_id is not null and (
        select k.partner_id = i.partner_id and k.revoked_at is null from api_keys k where k.id = i.api_key_id) is not true then 'keyRevoked'
      when i.partner_id is null and (payer.id is null or payer.status <> 'active') then 'payerInactive'
      when i.session_id is not null and (
        select s.user_id = i.payer_id and s.expires_at > $2 from customer_sessions s where s.id = i.session_id) is not true then 'sessionEnded'
      when p.id is null then 'planUnknown'
      when p.status <> 'active' then 'planInactive'
      when p.updated_at <> i.plan_updated_at then 'termsChanged'
      when i.offer_id is not null and (o.id is null or o.updated_at <> i.offer_updated_at
        or not (o.valid_from <= $2 and $2 < o.valid_until)) then 'termsChanged'
      when l.mode <> 'idle' then 'linePostpaid'
      when i.is_topup and (l.base_ends_at is null or l.base_ends_at <= $2) then 'topupNeedsPlan'
      when not i.is_topup and l.base_ends_at > $2 and (
        select count(*) from subscriptions s where s.line_id = l.id and s.starts_at > $2 and s.cancelled_at is null and not s.is_topup
      ) >= i.max_queued then 'queueFull'
      when i.discount_id is not null and (discount.id is null or discount.customer_id <> i.payer_id or discount.status <> 'unused'
        or discount.expires_at <= $2 or discount.percent <> i.discount_percent
        or row_number() over (partition by i.discount_id order by i.ord) > 1) then 'discountTaken'
      when not i.is_referral_considered and (
        select true from referral_discounts d where d.customer_id = i.payer_id and d.status = 'unused' and d.expires_at > $2 limit 1
      ) then 'discountHeld'
    end as refusal
  from input i
  left join payer on payer.id = i.payer_id
  left join lateral (select * from plans p where p.id = i.plan_id and p.deleted_at is null limit 1) p on true
  left join lateral (select * from offers o where o.id = i.offer_id and o.deleted_at is null limit 1) o on true
  left join lateral (select * from lines l where l.phone = i.recipient_phone and l.released_at is null limit 1) l on true
  left join discount on discount.id = i.discount_id
  left join lateral (
    select k.transaction_id, k.request_hash, k.expires_at from idempotency_keys k
    where k.actor_kind = i.actor_kind and k.actor_id = i.actor_id and k.operation = i.operation and k.key = i.key limit 1
  ) known on known.expires_at > $2
), claimed as (
  insert into idempotency_keys as k (actor_kind, actor_id, operation, key, request_hash, transaction_id, expires_at)
  select distinct on (actor_kind, actor_id, operation, key)
    actor_kind, actor_id, operation, key, request_hash, transaction_id, key_expires_at
  from checked where refusal is null and known_transaction_id is null
  order by actor_kind, actor_id, operation, key, ord
  on conflict (actor_kind, actor_id, operation, key) do update
    set request_hash = excluded.request_hash, transaction_id = excluded.transaction_id, expires_at = excluded.expires_at
    where k.expires_at <= $2
  returning k.transaction_id
), accepted as (
  select c.* from checked c join claimed on claimed.transaction_id = c.transaction_id
), new_line as (
  insert into lines (id, phone, created_at)
  select distinct on (recipient_phone) new_line_id, recipient_phone, $2 from accepted where line_id is null order by recipient_phone, ord
  on conflict (phone) where released_at is null do nothing
), held as (
  update referral_discounts d set status = 'held', transaction_id = a.transaction_id from accepted a where d.id = a.discount_id
), opened as (
  insert into transactions (id, type, payer_id, partner_id, line_id, recipient_phone, plan_id, terms, offer_id, referral_discount_id, discount_type,
    original_amount_minor, discount_amount_minor, final_amount_minor, currency, payment_method, created_at)
  select transaction_id, type, payer_id, partner_id, line_id, recipient_phone, plan_id, terms, offer_id, discount_id, discount_type,
    original_minor, discount_minor, original_minor - discount_minor, currency, method, created_at from accepted
), attempt as (
  insert into payments (id, transaction_id, kind, provider, amount_minor, currency, created_at, updated_at)
  select attempt_id, transaction_id, 'charge', provider, original_minor - discount_minor, currency, $2, $2 from accepted
), event as (
  insert into transaction_events (id, transaction_id, to_status, cause, actor_kind, actor_id, amount_minor, created_at)
  select event_id, transaction_id, 'pending', 'intent', actor_kind, actor_id::text, original_minor - discount_minor, $2 from accepted
)
select c.ord, c.refusal, a.transaction_id is not null as is_accepted, c.known_transaction_id, c.known_hash
from checked c left join accepted a on a.transaction_id = c.transaction_id
order by c.ord`;
