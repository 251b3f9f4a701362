import type { BookCheck } from "./book-check.ts";

/**
 * Invariants 1 and 10: what runs and waits on a line. A plan occupies its line from its start to its end, or to the moment it was
 * cancelled, so a plan that was cancelled while it waited occupies nothing.
 *
 * Rows may be newer than the instant looked at, so a plan that waits is told by the start that nobody recorded yet.
 */
export const LINE_CHECKS: readonly BookCheck[] = [
  {
    name: "lines.onePlanAtATime",
    rule: "A line has at most one active base plan at any instant, and its queued plans never overlap.",
    text: `select id::text, format('On line %s it starts at %s, before an earlier plan ended at %s.', line_id, starts_at, earlier_end) as what
      from (
        select id, line_id, starts_at, max(ended_at) over (
          partition by line_id order by starts_at, ended_at, id rows between unbounded preceding and 1 preceding) as earlier_end
        from (
          select id, line_id, starts_at, least(ends_at, cancelled_at) as ended_at from subscriptions where not is_topup
        ) occupied where starts_at < ended_at
      ) chain where starts_at < earlier_end`,
  },
  {
    name: "lines.queueWithoutGap",
    rule: "The waiting plans of a line follow each other, and the running one, without a gap.",
    text: `select id::text, case when earlier_end is null then format('On line %s it waits for %s although no plan runs.', line_id, starts_at)
        else format('On line %s it starts at %s, but the plan before it ends at %s.', line_id, starts_at, earlier_end) end as what
      from (
        select id, line_id, starts_at, start_recorded_at, lag(ends_at) over (partition by line_id order by starts_at, ends_at, id) as earlier_end
        from subscriptions where not is_topup and cancelled_at is null and ends_at > $1
      ) chain where starts_at > $1 and start_recorded_at is null and starts_at is distinct from earlier_end`,
  },
  {
    name: "lines.baseEndsAt",
    rule: "The end of its base plans that a line keeps is the end of the last one, whenever that lies ahead.",
    text: `select l.id::text, format('The line has %s, its last plan ends at %s.', coalesce(l.base_ends_at::text, 'none'), coalesce(chain.ended_at::text, 'no time')) as what
      from lines l left join (
        select line_id, max(least(ends_at, cancelled_at)) as ended_at from subscriptions where not is_topup group by line_id
      ) chain on chain.line_id = l.id
      where (l.base_ends_at > $1 or chain.ended_at > $1) and l.base_ends_at is distinct from chain.ended_at`,
  },
  {
    name: "lines.mode",
    rule: "A line in a postpaid mode has no prepaid plan running or waiting.",
    text: `select l.id::text, format('Its mode is %s, and the plan %s ends at %s.', l.mode, s.id, s.ends_at) as what
      from lines l join subscriptions s on s.line_id = l.id and not s.is_topup and s.cancelled_at is null and s.ends_at > $1
      where l.mode <> 'idle'`,
  },
  {
    name: "lines.owner",
    rule: "A line's owner is the one of its open ownership, and a released line has none.",
    text: `select l.id::text, format('Its owner is %s, the open ownership is of %s.', coalesce(l.owner_id::text, 'nobody'), coalesce(o.customer_id::text, 'nobody')) as what
      from lines l left join line_ownerships o on o.line_id = l.id and o.until is null
      where l.owner_id is distinct from o.customer_id or (l.released_at is not null and l.owner_id is not null)`,
  },
];
