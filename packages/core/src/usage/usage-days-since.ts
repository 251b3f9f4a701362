import type { UsageKind } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { operatorDays } from "./operator-days.ts";
import type { UsageDay } from "./usage-days-of.ts";

export type HeldLine = { id: string; since: Date };

type Row = {
  line_id: string;
  day: string;
  kind: UsageKind;
  amount: number;
  roaming_amount: number;
  uncovered_amount: number;
};

/**
 * What lines used from one day of the operator to another (both included) since they are their owner's, oldest first. Of the day on which
 * a line came over from another owner only what started afterwards is counted, from its events, for as long as those are kept.
 */
export async function usageDaysSince(
  ctx: CoreContext,
  lines: readonly HeldLine[],
  from: string,
  to: string,
): Promise<(UsageDay & { lineId: string })[]> {
  const { dayOf, nextMidnight } = operatorDays(ctx.runtime.config.operator.timezone);
  const rows = await ctx.db.query<Row>({
    text: `with held as (
        select *, exists (select from line_ownerships o where o.line_id = l.id and o.since < l.since) as is_taken_over
        from unnest($1::uuid[], $2::timestamptz[], $3::date[], $4::timestamptz[]) as l (id, since, first_day, first_ends_at)
      )
      select d.line_id, d.day::text, d.kind, d.amount, d.roaming_amount, d.uncovered_amount
      from held join usage_days d on d.line_id = held.id and d.day between $5 and $6
        and (d.day > first_day or (d.day = first_day and not is_taken_over))
      union all
      select e.line_id, first_day::text, e.kind, sum(e.amount)::int8, coalesce(sum(e.amount) filter (where e.zone = 'roaming'), 0)::int8,
        sum((select coalesce(sum((s->>'amount')::int8), 0) from jsonb_array_elements(e.splits) s where s ? 'uncovered'))::int8
      from held join usage_events e on e.line_id = held.id and e.started_at >= since and e.started_at < first_ends_at
      where is_taken_over and first_day between $5 and $6
      group by e.line_id, first_day, e.kind
      order by 2, 1, 3`,
    values: [
      lines.map((line) => line.id),
      lines.map((line) => line.since),
      lines.map((line) => dayOf(line.since)),
      lines.map((line) => nextMidnight(line.since)),
      ...[from, to],
    ],
  });
  return rows.map(({ line_id, day, kind, amount, roaming_amount, uncovered_amount }) => ({
    ...{ lineId: line_id, day, kind, amount },
    ...{ roamingAmount: roaming_amount, uncoveredAmount: uncovered_amount },
  }));
}
