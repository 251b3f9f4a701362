import type { BookCheck } from "./book-check.ts";

/** Invariant 5: what happens once. */
export const ONCE_CHECKS: readonly BookCheck[] = [
  {
    name: "keys.oneTransaction",
    // An add-on, a credit note and a broadcast are made by a key too.
    rule: "One idempotency key stands for one transaction, add-on, credit note or broadcast, and each of these for at most one key.",
    text: `select k.transaction_id::text as id, format('The transaction has %s keys: %s.', count(*), left(string_agg(k.operation || ' ' || k.key, ', '), 200)) as what
      from idempotency_keys k where k.expires_at > $1 group by k.transaction_id having count(*) > 1
      union all
      select k.transaction_id::text, format('The key %s of %s stands for something that does not exist.', left(k.key, 60), k.operation)
      from idempotency_keys k where not exists (select from transactions t where t.id = k.transaction_id)
        and not exists (select from postpaid_addons d where d.id = k.transaction_id) and not exists (select from credit_notes n where n.id = k.transaction_id)
        and not exists (select from broadcasts b where b.id = k.transaction_id)
        and not exists (select from broadcasts b where b.id = k.transaction_id)
      union all
      select (array_agg(k.transaction_id))[1]::text, format('The key %s of %s is there %s times.', left(k.key, 60), k.operation, count(*))
      from idempotency_keys k group by k.actor_kind, k.actor_id, k.operation, k.key having count(*) > 1`,
  },
  {
    name: "notifications.oneCause",
    // Closing an account erases its notices and keeps their causes, by which nothing is told twice.
    rule: "Every notice has exactly one cause, and every cause its notice, unless it was erased with an account that was closed since.",
    text: `select n.id::text, format('The %s notice has %s causes.', n.type, coalesce(c.causes, 0)) as what
      from notifications n left join (
        select notification_id, count(*) as causes from notification_causes group by notification_id
      ) c on c.notification_id = n.id
      where coalesce(c.causes, 0) <> 1
      union all
      select c.notification_id::text, format('The cause %s has no notice.', c.cause_key)
      from notification_causes c where not exists (select from notifications n where n.id = c.notification_id)
        and to_timestamp(('x' || left(replace(c.notification_id::text, '-', ''), 12))::bit(48)::bigint / 1000.0)
          > coalesce((select max(closed_at) from customers), '-infinity')`,
  },
  {
    name: "notifications.deliveries",
    rule: "Every delivery is of a notice that has its place in the stream, and places are given once.",
    text: `select d.notification_id::text as id, format('The delivery over %s is of a notice that %s.', d.channel, case when n.id is null then 'does not exist' else 'has no place yet' end) as what
      from notification_deliveries d left join notifications n on n.id = d.notification_id
      where n.id is null or n.stream_seq is null
      union all
      select min(id::text), format('The place %s was given %s times.', stream_seq, count(*))
      from notifications where stream_seq is not null group by stream_seq having count(*) > 1`,
  },
];
