import type { BookCheck } from "./book-check.ts";

/** Invariant 2 and what follows from it: what was paid was delivered, once, and recorded. */
export const SUBSCRIPTION_CHECKS: readonly BookCheck[] = [
  {
    name: "subscriptions.onePerSale",
    rule: "Every succeeded recharge or top-up has exactly one plan; failed, pending and reversed ones, refunds and bills have none.",
    text: `select t.id::text, format('It is a %s with status %s and has %s plans.', t.type, t.status, coalesce(s.plans, 0)) as what
      from transactions t left join (select transaction_id, count(*) as plans from subscriptions group by transaction_id) s on s.transaction_id = t.id
      where coalesce(s.plans, 0) <> case when t.type in ('prepaid_recharge', 'topup_purchase')
        and t.status in ('succeeded', 'refunded', 'partially_refunded') then 1 else 0 end
      union all
      select s.id::text, format('The plan belongs to the transaction %s, which does not exist.', s.transaction_id)
      from subscriptions s where not exists (select from transactions t where t.id = s.transaction_id)`,
  },
  {
    name: "subscriptions.refundedIsEnded",
    rule: "The plan of a fully refunded transaction has ended.",
    text: `select s.id::text, format('Its transaction %s is refunded, and it ends at %s.', t.id, s.ends_at) as what
      from transactions t join subscriptions s on s.transaction_id = t.id
      where t.status = 'refunded' and s.cancelled_at is null and s.ends_at > $1`,
  },
  {
    name: "subscriptions.asSold",
    rule: "A plan is of the payer, line, plan and kind that its transaction says, and on the number that was paid for.",
    text: `select s.id::text, format('It differs from its transaction %s, which is a %s for %s.', t.id, t.type, t.recipient_phone) as what
      from subscriptions s join transactions t on t.id = s.transaction_id join lines l on l.id = s.line_id
      where s.payer_id is distinct from t.payer_id or s.line_id is distinct from t.line_id or s.plan_id is distinct from t.plan_id
        or s.is_topup <> (t.type = 'topup_purchase') or s.terms is distinct from t.terms or l.phone <> t.recipient_phone`,
  },
  {
    name: "subscriptions.validity",
    rule: "A plan lasts the days it was sold for, unless it was cut short; it never lasts longer.",
    text: `select id::text, format('Sold for %s days, it lasts from %s to %s.', terms->>'validityDays', starts_at, ends_at) as what
      from subscriptions
      where ends_at - starts_at > interval '24 hours' * (terms->>'validityDays')::int
        or (cancelled_at is null and end_recorded_at is null and ends_at - starts_at <> interval '24 hours' * (terms->>'validityDays')::int)`,
  },
  {
    name: "subscriptions.recorded",
    rule: "Every start and end that was recorded has its event, and none was recorded before it happened.",
    text: `select s.id::text, format('Recorded: start %s, end %s, cancelled %s; its events are %s.', coalesce(s.start_recorded_at::text, 'no'),
        coalesce(s.end_recorded_at::text, 'no'), coalesce(s.cancelled_at::text, 'no'), coalesce(e.kinds::text, '{}')) as what
      from subscriptions s left join (
        select subscription_id, array_agg(distinct kind) as kinds from subscription_events group by subscription_id
      ) e on e.subscription_id = s.id
      where not coalesce(e.kinds && array['queued', 'activated'], false)
        or (s.start_recorded_at is not null and not coalesce('activated' = any(e.kinds), false))
        or (s.end_recorded_at is not null and s.cancelled_at is null and not coalesce('expired' = any(e.kinds), false))
        or (s.cancelled_at is not null and not coalesce(e.kinds && array['cancelled', 'refunded'], false))
        or s.start_recorded_at < s.starts_at or (s.cancelled_at is null and s.end_recorded_at < s.ends_at)`,
  },
];
