import { RETENTION_DAYS } from "../../maintenance/retention.ts";
import type { BookCheck } from "./book-check.ts";

const KEPT_SINCE = `($1::timestamptz - interval '${RETENTION_DAYS.usageEvents} days')`;
const ZONE = "coalesce((select timezone from operator_profile), $2)";
/** The first day whose events are all kept. */
const FIRST_DAY = `((${KEPT_SINCE} at time zone ${ZONE})::date + 1)`;
/** Events come late, but hardly by a month: all that was drawn from a bucket that was made since then is still there to be summed. */
const WHOLE_SINCE = `($1::timestamptz - interval '${RETENTION_DAYS.usageEvents / 2} days')`;
/** Every part of every event: a bucket's, a cycle's overage, or not covered. */
const PARTS = `select e.line_id, e.kind, e.zone, (e.started_at at time zone ${ZONE})::date as day,
    (s->>'bucketId')::uuid as bucket_id, (s->>'overageOfCycleId')::uuid as cycle_id, (s->>'amount')::bigint as amount
  from usage_events e cross join jsonb_array_elements(e.splits) s`;

/**
 * Invariant 6: what was used, against the events it was used by, as long as these are kept. `$2` is the time zone where the operator's is
 * not installed yet.
 */
export const USAGE_CHECKS: readonly BookCheck[] = [
  {
    name: "usage.splits",
    rule: "An event is split into parts that sum to its amount.",
    text: `select e.partner_id || ' ' || e.event_id as id, format('Over %s of %s, it is split as %s.', e.amount, e.kind, left(e.splits::text, 200)) as what
      from usage_events e left join lateral (
        select sum((s->>'amount')::bigint) as amount, bool_and((s->>'amount')::bigint > 0) as is_positive from jsonb_array_elements(e.splits) s
      ) s on true
      where coalesce(s.amount, 0) <> e.amount or not s.is_positive`,
  },
  {
    name: "usage.keys",
    rule: "Every event that a partner sent was rated exactly once.",
    text: `select coalesce(k.partner_id || ' ' || k.event_id, e.partner_id || ' ' || e.event_id) as id,
        format('The event was rated %s times and is %s.', coalesce(e.events, 0), case when k.event_id is null then 'not known by its id' else 'known by its id' end) as what
      from usage_event_keys k full join (
        select partner_id, event_id, count(*) as events, min(started_at) as started_at from usage_events group by partner_id, event_id
      ) e on e.partner_id = k.partner_id and e.event_id = k.event_id
      where coalesce(k.started_at, e.started_at) > ${KEPT_SINCE} and (k.event_id is null or e.events is distinct from 1 or k.started_at <> e.started_at)`,
  },
  {
    name: "usage.buckets",
    rule: "What was used of a bucket is what events drew from it, and never more than it gives.",
    text: `select coalesce(b.id, p.bucket_id)::text as id, format('Used %s of %s; events drew %s.', coalesce(b.used, 0), coalesce(b.allowance::text, 'no limit'), coalesce(p.amount, 0)) as what
      from usage_buckets b full join (
        select bucket_id, sum(amount) as amount from (${PARTS}) parts where bucket_id is not null group by bucket_id
      ) p on p.bucket_id = b.id
      where b.id is null or b.used < p.amount or b.used < 0 or b.used > b.allowance
        or (b.created_at > ${WHOLE_SINCE} and b.used <> coalesce(p.amount, 0))`,
  },
  {
    name: "usage.bucketDays",
    rule: "A bucket that is limited per day counts on each what that day's events drew from it, and its days sum to what was used.",
    text: `select d.bucket_id::text as id, format('On %s it counts %s; events drew %s.', d.day, d.used, coalesce(p.amount, 0)) as what
      from usage_bucket_days d left join (
        select bucket_id, day, sum(amount) as amount from (${PARTS}) parts where bucket_id is not null group by bucket_id, day
      ) p on p.bucket_id = d.bucket_id and p.day = d.day
      where d.day >= ${FIRST_DAY} and d.used <> coalesce(p.amount, 0)
      union all
      select d.bucket_id::text, format('Used %s; its days say %s.', coalesce(b.used, 0), d.used)
      from (select bucket_id, sum(used) as used from usage_bucket_days group by bucket_id) d left join usage_buckets b on b.id = d.bucket_id
      where d.used is distinct from b.used`,
  },
  {
    name: "usage.bucketsAsSold",
    rule: "A bucket gives what its subscription, cycle or add-on was sold with.",
    text: `select b.id::text, format('It gives %s of %s; its %s %s was sold with %s.', coalesce(b.allowance::text, 'no limit'), b.kind, b.source, b.source_id, coalesce(t.terms::text, 'nothing')) as what
      from usage_buckets b left join (
        select 'subscription' as source, id, terms, is_topup as is_extra from subscriptions
        union all select 'cycle', c.id, a.terms, false from postpaid_cycles c join postpaid_activations a on a.id = c.activation_id
        union all select 'addon', id, terms, true from postpaid_addons
      ) t on t.source = b.source and t.id = b.source_id
      where t.id is null or b.allowance is distinct from case b.kind
        when 'data' then coalesce((t.terms->>'dataAllowanceBytes')::bigint, case when b.source = 'subscription' and t.terms->>'dailyDataLimitBytes' is null then 0 end)
        when 'voice' then coalesce((t.terms->>'talktimeMinutes')::bigint * 60, case when t.is_extra then 0 end)
        else coalesce((t.terms->>'smsCount')::bigint, case when t.is_extra then 0 end) end`,
  },
  {
    name: "usage.days",
    rule: "What a line used on a day is the sum of that day's events, with how much of it was roaming and not covered.",
    text: `select coalesce(d.line_id, p.line_id)::text as id, format('On %s it counts %s of %s, %s roaming, %s not covered; events say %s, %s and %s.', coalesce(d.day, p.day),
        coalesce(d.amount, 0), coalesce(d.kind, p.kind), coalesce(d.roaming_amount, 0), coalesce(d.uncovered_amount, 0), coalesce(p.amount, 0), coalesce(p.roaming, 0), coalesce(p.uncovered, 0)) as what
      from usage_days d full join (
        select line_id, day, kind, sum(amount) as amount, coalesce(sum(amount) filter (where zone = 'roaming'), 0) as roaming,
          coalesce(sum(amount) filter (where bucket_id is null and cycle_id is null), 0) as uncovered
        from (${PARTS}) parts group by line_id, day, kind
      ) p on p.line_id = d.line_id and p.day = d.day and p.kind = d.kind
      where coalesce(d.day, p.day) >= ${FIRST_DAY} and (d.line_id is null or d.amount <> coalesce(p.amount, 0) or d.roaming_amount <> coalesce(p.roaming, 0) or d.uncovered_amount <> coalesce(p.uncovered, 0))`,
  },
  {
    name: "usage.overage",
    rule: "The overage of a cycle is what events drew beyond its allowance.",
    text: `select coalesce(c.id, p.cycle_id)::text as id, format('The cycle counts %s bytes of overage; events say %s.', coalesce(c.overage_bytes, 0), coalesce(p.amount, 0)) as what
      from postpaid_cycles c full join (
        select cycle_id, sum(amount) as amount from (${PARTS}) parts where cycle_id is not null group by cycle_id
      ) p on p.cycle_id = c.id
      where c.id is null or c.overage_bytes < p.amount or (c.starts_at > ${WHOLE_SINCE} and c.overage_bytes <> coalesce(p.amount, 0))`,
  },
];
