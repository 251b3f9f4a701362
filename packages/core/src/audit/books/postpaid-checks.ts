import type { BookCheck } from "./book-check.ts";

/** Invariants 7 and 10 of the postpaid side: activations, their cycles, and the lines they are on. */
export const POSTPAID_CHECKS: readonly BookCheck[] = [
  {
    name: "postpaid.lineMode",
    rule: "A line is in a postpaid mode exactly while it has one main plan that is not cancelled, or is one plan's family number.",
    text: `select l.id::text, format('Its mode is %s; it has %s main plans and is a family number of %s.', l.mode, coalesce(a.plans, 0), coalesce(s.plans, 0)) as what
      from lines l left join (
        select line_id, count(*) as plans from postpaid_activations where status <> 'cancelled' group by line_id
      ) a on a.line_id = l.id left join (
        select line_id, count(*) as plans from postpaid_secondaries where status = 'active' group by line_id
      ) s on s.line_id = l.id
      where coalesce(a.plans, 0) + coalesce(s.plans, 0) > 1
        or l.mode <> case when a.plans is not null then 'postpaid' when s.plans is not null then 'postpaid_secondary' else 'idle' end`,
  },
  {
    name: "postpaid.openCycle",
    rule: "An activation has one open cycle until it is cancelled, and none then.",
    text: `select a.id::text, format('It is %s and has %s open cycles.', a.status, coalesce(c.cycles, 0)) as what
      from postpaid_activations a left join (
        select activation_id, count(*) as cycles from postpaid_cycles where status = 'open' group by activation_id
      ) c on c.activation_id = a.id
      where coalesce(c.cycles, 0) <> (a.status <> 'cancelled')::int`,
  },
  {
    name: "postpaid.cyclesWithoutGap",
    rule: "The cycles of an activation are numbered from 1, follow each other without a gap from its start, and end before they are closed.",
    text: `select c.id::text, format('Number %s from %s to %s, closed %s, comes after number %s, which ends at %s.', c.number, c.starts_at, c.ends_at,
        coalesce(c.closed_at::text, 'never'), coalesce(c.earlier_number::text, 'none'), coalesce(c.earlier_end::text, 'no time')) as what
      from (
        select *, lag(number) over (partition by activation_id order by number) as earlier_number,
          lag(ends_at) over (partition by activation_id order by number) as earlier_end from postpaid_cycles
      ) c join postpaid_activations a on a.id = c.activation_id
      where c.number <> coalesce(c.earlier_number, 0) + 1 or c.starts_at <> coalesce(c.earlier_end, a.activated_at) or c.closed_at < c.ends_at
      union all
      select a.id::text, 'It has no cycle.' from postpaid_activations a where not exists (select from postpaid_cycles c where c.activation_id = a.id)`,
  },
  {
    name: "postpaid.secondaries",
    rule: "Family numbers are of an activation that is not cancelled, other than its own number, and at most as many as its plan allows.",
    text: `select a.id::text, format('It is %s with %s family numbers, %s of them its own; its plan allows %s.', a.status, s.numbers, s.own, a.terms->>'maxSecondaryNumbers') as what
      from postpaid_activations a join (
        select s.activation_id, count(*) as numbers, count(*) filter (where s.line_id = a.line_id) as own
        from postpaid_secondaries s join postpaid_activations a on a.id = s.activation_id where s.status = 'active' group by s.activation_id
      ) s on s.activation_id = a.id
      where a.status = 'cancelled' or s.own > 0 or s.numbers > (a.terms->>'maxSecondaryNumbers')::int`,
  },
];
