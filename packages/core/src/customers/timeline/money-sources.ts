import { floorOf, isoOf, NEWEST, type Source } from "./source.ts";

/** What the customer paid and got back. */
export const transactions: Source = {
  kinds: ["transaction"],
  text: () => `select t.id as place, 'transaction' as kind, t.type as event, 'transaction' as subject_kind, t.id::text as subject_id,
      jsonb_build_object('status', t.status, 'finalAmountMinor', t.final_amount_minor, 'refundedAmountMinor', t.refunded_minor,
        'currency', t.currency, 'paymentMethod', t.payment_method, 'planName', t.terms->>'planName',
        'recipientPhoneNumber', t.recipient_phone, 'detail', t.detail) as facts
    from transactions t where t.payer_id = $1 and t.id < $2 ${NEWEST}`,
};

/** What became of plans on the customer's numbers, whoever paid for them, while the numbers were theirs. */
export const subscriptions: Source = {
  kinds: ["subscription"],
  text: () => `select e.id as place, 'subscription' as kind, e.kind as event, 'subscription' as subject_kind, e.subscription_id::text as subject_id,
      jsonb_build_object('planName', s.terms->>'planName', 'isTopup', s.is_topup, 'phoneNumber', l.phone, 'startsAt', ${isoOf("e.starts_at")},
        'endsAt', ${isoOf("e.ends_at")}, 'actorKind', e.actor_kind) as facts
    from line_ownerships o join lines l on l.id = o.line_id cross join lateral (
      select * from subscription_events e where e.line_id = o.line_id and e.id >= ${floorOf("o.since")}
        and e.id < least($2::uuid, ${floorOf("(o.until + interval '1 millisecond')")}) order by e.id desc limit $3
    ) e join subscriptions s on s.id = e.subscription_id
    where o.customer_id = $1 ${NEWEST}`,
};

const BILL_ID = `coalesce((select c.bill_id from credit_notes c where c.id = case e.kind when 'bill_credited' then cause.id end),
  case when e.kind in ('bill_issued', 'bill_overdue', 'bill_paid') then cause.id end)`;

/** The life of the customer's postpaid plans, and of their bills. */
export const postpaid: Source = {
  kinds: ["postpaid", "bill"],
  text: (
    wanted,
  ) => `select e.id as place, case when starts_with(e.kind, 'bill_') then 'bill' else 'postpaid' end as kind, e.kind as event,
      case when b.id is null then 'activation' else 'bill' end as subject_kind, coalesce(b.id, a.id)::text as subject_id,
      jsonb_build_object('planName', a.terms->>'planName', 'phoneNumber', l.phone, 'detail', e.detail, 'actorKind', e.actor_kind,
        'totalMinor', b.total_minor, 'currency', b.currency, 'status', b.status) as facts
    from postpaid_activations a join lines l on l.id = a.line_id cross join lateral (
      select * from postpaid_events e where e.activation_id = a.id and e.id < $2
        ${wanted.has("postpaid") ? "" : "and starts_with(e.kind, 'bill_')"} ${wanted.has("bill") ? "" : "and not starts_with(e.kind, 'bill_')"}
      order by e.id desc limit $3
    ) e cross join lateral (
      select case when split_part(e.cause_key, ':', 2) ~ '^[0-9a-f-]{36}$' then split_part(e.cause_key, ':', 2)::uuid end as id
    ) cause left join bills b on b.id = ${BILL_ID}
    where a.customer_id = $1 ${NEWEST}`,
};
