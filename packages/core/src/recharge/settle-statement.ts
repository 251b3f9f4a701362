/** ISO-8601 in UTC with milliseconds and Z, as notices carry instants. */
const iso = (column: string) => `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/**
 * Step two of a recharge, for a whole batch in one statement: locks the transactions, then their lines, decides each by the rows it
 * locked, and writes payment, subscription, line, discount, referral, events and notices. Settling twice changes nothing: only a
 * pending transaction is decided, and a capture that finds its transaction given up is sent back. An attempt that was given up but may
 * still capture stays open, so that the reconcile job goes on asking, until `close`.
 * What a partner sold has no payer: the partner learns of the payment by asking, the plan's notice goes to the line.
 * $1: jsonb array of `SettleRow`, $2: now, $3: transaction ids, $4: jsonb of `SettleTerms`.
 *
 * After waiting for a lock other tables are seen as they were before, so verdict and place in the queue rest on
 * transactions and lines alone (architecture design, Database). Joins with tables also say `= any(array)`, so that they go by index
 * also where the plan was made while the table was small.
 */
export const SETTLE_STATEMENT = `
with input as materialized (
  select * from jsonb_to_recordset($1::jsonb) as x(
    transaction_id uuid, outcome text, is_captured boolean, provider_reference text, detail text, cause text, actor_kind text, actor_id text,
    reference_tail text, subscription_id uuid, subscription_event_id uuid, event_id uuid,
    refund_id uuid, refund_attempt_id uuid, refund_event_id uuid, reward_id uuid,
    completed_event_id uuid, rewarded_event_id uuid, discount_event_id uuid,
    payment_notice_id uuid, plan_notice_id uuid, reward_notice_id uuid)
), terms as materialized (
  select * from jsonb_to_record($4::jsonb) as x(reward_percent numeric, reward_days int)
), t as materialized (
  select t.* from transactions t where t.id = any($3::uuid[]) order by t.id for no key update
), l as materialized (
  select l.* from lines l
  where l.released_at is null and l.phone = any(array(
    select t.recipient_phone from t join input i on i.transaction_id = t.id where t.status = 'pending' and i.is_captured))
  order by l.id for no key update
), decided as materialized (
  select i.*, t.status, t.type, t.payer_id, t.partner_id, t.recipient_phone, t.plan_id, t.terms, t.referral_discount_id, t.final_amount_minor,
    t.currency, t.payment_method, (t.terms->>'isTopup')::boolean as is_topup, (t.terms->>'validityDays')::int as validity_days,
    l.id as line_id, coalesce(l.id, t.line_id) as known_line_id, l.owner_id, l.base_ends_at,
    case t.type when 'topup_purchase' then 'TP' else 'RC' end || i.reference_tail as reference,
    case
      when t.status = 'pending' and i.outcome = 'succeeded' then
        case when l.mode = 'idle' and ((t.terms->>'isTopup')::boolean is false or l.base_ends_at > $2) then 'deliver' else 'return' end
      when t.status in ('reversed', 'failed') and i.outcome = 'succeeded' and t.captured_minor = 0 then 'return_late'
      when t.status = 'pending' and i.outcome = 'failed' then 'fail'
      when t.status = 'pending' and i.outcome in ('reversed', 'abandoned') then 'reverse'
      when t.status = 'reversed' and t.captured_minor = 0 and i.outcome in ('reversed', 'failed') then 'close'
      when t.status = 'pending' then 'wait'
      else 'none'
    end as verdict
  from input i join t on t.id = i.transaction_id left join l on l.phone = t.recipient_phone
), placed as materialized (
  select d.*, case when is_topup then $2 else from_at + interval '24 hours' * (days_until_end - validity_days) end as starts_at,
    case when is_topup then $2 + interval '24 hours' * validity_days else from_at + interval '24 hours' * days_until_end end as ends_at
  from (
    select d.*, greatest(d.base_ends_at, $2) as from_at,
      sum(validity_days) over (partition by line_id, is_topup order by transaction_id) as days_until_end
    from decided d where verdict = 'deliver'
  ) d
), moved as (
  update transactions t set
    status = case d.verdict when 'deliver' then 'succeeded' when 'fail' then 'failed' when 'return_late' then t.status else 'reversed' end,
    captured_minor = case when d.verdict in ('deliver', 'return', 'return_late') then t.final_amount_minor else t.captured_minor end,
    refund_requested_minor = case when d.verdict in ('return', 'return_late') then t.final_amount_minor else t.refund_requested_minor end,
    line_id = d.known_line_id, detail = coalesce(d.detail, t.detail), settled_at = coalesce(t.settled_at, $2)
  from decided d where t.id = d.transaction_id and t.id = any($3::uuid[]) and d.verdict not in ('wait', 'close', 'none')
), answered as (
  update payments p set
    status = case d.verdict when 'fail' then 'failed' when 'close' then 'reversed'
      when 'reverse' then case d.outcome when 'abandoned' then 'unknown' else 'reversed' end
      when 'wait' then case d.outcome when 'pending' then 'sent' else 'unknown' end else 'succeeded' end,
    provider_reference = coalesce(d.provider_reference, p.provider_reference), detail = coalesce(d.detail, p.detail), updated_at = $2
  from decided d
  where p.transaction_id = d.transaction_id and p.transaction_id = any($3::uuid[]) and p.kind = 'charge' and d.verdict <> 'none'
), sold as (
  insert into subscriptions (id, line_id, transaction_id, payer_id, plan_id, is_topup, terms, starts_at, ends_at, created_at, start_recorded_at)
  select subscription_id, line_id, transaction_id, payer_id, plan_id, is_topup, terms, starts_at, ends_at, $2,
    case when starts_at <= $2 then $2 end from placed
), sold_event as (
  insert into subscription_events (id, subscription_id, line_id, kind, cause_key, actor_kind, actor_id, starts_at, ends_at, created_at)
  select subscription_event_id, subscription_id, line_id, case when starts_at <= $2 then 'activated' else 'queued' end,
    case when starts_at <= $2 then 'activated:' else 'queued:' end || subscription_id, actor_kind, actor_id, starts_at, ends_at, $2 from placed
), extended as (
  update lines l set base_ends_at = p.ends_at
  from (select line_id, max(ends_at) as ends_at from placed where not is_topup group by line_id) p
  where l.id = p.line_id and l.id = any(array(select line_id from placed))
), event as (
  insert into transaction_events (id, transaction_id, from_status, to_status, cause, actor_kind, actor_id, amount_minor, created_at)
  select event_id, transaction_id, status,
    case verdict when 'deliver' then 'succeeded' when 'fail' then 'failed' when 'return_late' then status else 'reversed' end,
    case verdict when 'return' then 'undeliverable' when 'return_late' then 'late_capture' else cause end,
    actor_kind, actor_id, final_amount_minor, $2 from decided where verdict not in ('wait', 'close', 'none')
), refund as (
  insert into transactions (id, type, payer_id, partner_id, line_id, recipient_phone, refund_of_id, plan_id, terms, original_amount_minor, final_amount_minor,
    currency, payment_method, detail, created_at)
  select refund_id, 'refund_adjustment', payer_id, partner_id, known_line_id, recipient_phone, transaction_id, plan_id, terms, final_amount_minor, final_amount_minor,
    currency, payment_method, case verdict when 'return' then 'The plan could not be delivered.' else 'The payment arrived after it was given up.' end, $2
  from decided where verdict in ('return', 'return_late')
), refund_attempt as (
  insert into payments (id, transaction_id, kind, provider, charge_id, amount_minor, currency, created_at, updated_at)
  select d.refund_attempt_id, d.refund_id, 'refund', p.provider, p.id, d.final_amount_minor, d.currency, $2, $2
  from decided d join payments p on p.transaction_id = d.transaction_id and p.transaction_id = any($3::uuid[]) and p.kind = 'charge'
  where d.verdict in ('return', 'return_late')
), refund_event as (
  insert into transaction_events (id, transaction_id, to_status, cause, actor_kind, actor_id, amount_minor, created_at)
  select refund_event_id, refund_id, 'pending', 'returned', actor_kind, actor_id, final_amount_minor, $2
  from decided where verdict in ('return', 'return_late')
), discount as (
  update referral_discounts d set
    status = case when x.verdict = 'deliver' then 'used'
      when d.role = 'referrer' and exists (
        select from referrals r join transactions c on c.id = r.completing_transaction_id
        where r.id = d.referral_id and c.refund_requested_minor = c.captured_minor) then 'revoked'
      else 'unused' end,
    transaction_id = case when x.verdict = 'deliver' then x.transaction_id end
  from decided x where d.id = x.referral_discount_id and d.transaction_id = x.transaction_id and d.transaction_id = any($3::uuid[])
    and d.status = 'held' and x.verdict in ('deliver', 'return', 'fail', 'reverse')
  returning d.status, d.referral_id, d.customer_id, x.transaction_id, x.discount_event_id
), completed as (
  update referrals r set completed_at = $2, completing_transaction_id = f.transaction_id
  from (select distinct on (payer_id) * from placed order by payer_id, transaction_id) f
  where r.referee_id = f.payer_id and r.referee_id = any(array(select payer_id from placed)) and r.completed_at is null
  returning r.id, r.code_id, r.referrer_id, r.referee_id, f.transaction_id, f.reward_id, f.completed_event_id, f.rewarded_event_id, f.reward_notice_id
), reward as (
  insert into referral_discounts (id, referral_id, customer_id, role, percent, created_at, expires_at)
  select reward_id, id, referrer_id, 'referrer', reward_percent, $2, $2 + interval '24 hours' * reward_days
  from completed, terms where reward_percent > 0
), referral_event as (
  insert into referral_events (id, code_id, referral_id, kind, customer_id, transaction_id, created_at)
  select completed_event_id, code_id, id, 'completed', referee_id, transaction_id, $2 from completed
  union all select rewarded_event_id, code_id, id, 'rewarded', referrer_id, transaction_id, $2 from completed, terms where reward_percent > 0
  union all select d.discount_event_id, r.code_id, r.id, case d.status when 'used' then 'discount_used' when 'revoked' then 'revoked' else 'discount_returned' end, d.customer_id,
    d.transaction_id, $2 from discount d join referrals r on r.id = d.referral_id
), notice as (
  select payment_notice_id as id,
    case verdict when 'deliver' then 'payment_success' when 'wait' then 'payment_pending' else 'payment_failure' end as type,
    payer_id as customer_id, c.phone, d.line_id,
    jsonb_build_object('planName', terms->>'planName', 'phone', recipient_phone, 'amountMinor', final_amount_minor, 'currency', currency,
      'reference', reference) || case when verdict in ('deliver', 'wait') then '{}' else jsonb_build_object('reason', detail) end as params,
    case verdict when 'wait' then 'payment_pending:' else 'payment:' end || transaction_id as cause_key
  from decided d join customers c on c.id = d.payer_id and c.id = any(array(select payer_id from decided))
  where verdict in ('deliver', 'fail', 'return', 'reverse', 'wait') and c.phone is not null
  union all
  select plan_notice_id, case when is_topup then 'topup_activated' when starts_at <= $2 then 'plan_activated' else 'plan_queued' end,
    owner_id, recipient_phone, line_id,
    jsonb_build_object('planName', terms->>'planName', 'phone', recipient_phone, 'startsAt', ${iso("starts_at")}, 'endsAt', ${iso("ends_at")}),
    case when starts_at <= $2 then 'plan_activated:' else 'plan_queued:' end || subscription_id
  from placed
  union all
  select reward_notice_id, 'referral_bonus', referrer_id, c.phone, null,
    jsonb_build_object('percent', reward_percent, 'expiresAt', ${iso("$2 + interval '24 hours' * reward_days")}), 'referral_bonus:' || r.id
  from completed r join customers c on c.id = r.referrer_id, terms where reward_percent > 0 and c.phone is not null
), caused as (
  insert into notification_causes (cause_key, notification_id) select cause_key, id from notice order by cause_key
  on conflict do nothing returning notification_id
), noticed as (
  insert into notifications (id, type, customer_id, phone, line_id, params, created_at)
  select id, type, customer_id, phone, line_id, params, $2 from notice join caused on notification_id = id
)
select d.transaction_id, d.verdict, p.starts_at, p.ends_at, p.line_id,
  case when d.verdict in ('return', 'return_late') then d.refund_attempt_id end as refund_attempt_id
from decided d left join placed p on p.transaction_id = d.transaction_id`;
