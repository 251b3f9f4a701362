import type { UsageSplit } from "@nexa/db";
import type { CoreContext } from "../context.ts";
import { arrayLiteral, textArrayLiteral } from "./array-literal.ts";
import type { LinedEvent } from "./claim-events.ts";
import { type Bucket, uncoveredOf } from "./ledger.ts";

/** An event with how it was split. */
export type RatedEvent = LinedEvent & { day: string; splits: UsageSplit[] };

type DayRow = { lineId: string; day: string; kind: string; amount: number; roaming: number; uncovered: number };

/**
 * Rows are made or updated by what the batch knows under its locks, which costs half of `on conflict`: buckets and their days say whether
 * they are stored; of a line's days those that no update found are made.
 */
const WRITE = `with made as (
    insert into usage_buckets (id, source, source_id, kind, allowance, used, created_at, updated_at)
    select id, source, source_id, kind, allowance, drawn, $1, $1
    from unnest($3::uuid[], $4::text[], $5::uuid[], $6::text[], $7::int8[], $8::int8[]) as b (id, source, source_id, kind, allowance, drawn)
  ), drawn as (
    update usage_buckets b set used = b.used + d.amount, updated_at = $1
    from unnest($9::uuid[], $10::int8[]) as d (id, amount) where b.id = d.id
  ), made_days as (
    insert into usage_bucket_days (bucket_id, day, used) select * from unnest($11::uuid[], $12::date[], $13::int8[])
  ), drawn_days as (
    update usage_bucket_days b set used = b.used + d.amount
    from unnest($14::uuid[], $15::date[], $16::int8[]) as d (bucket_id, day, amount) where b.bucket_id = d.bucket_id and b.day = d.day
  ), day as (
    select * from unnest($17::uuid[], $18::date[], $19::text[], $20::int8[], $21::int8[], $22::int8[])
      as d (line_id, day, kind, amount, roaming, uncovered)
  ), added as (
    update usage_days u set amount = u.amount + day.amount, roaming_amount = u.roaming_amount + day.roaming,
      uncovered_amount = u.uncovered_amount + day.uncovered
    from day where u.line_id = day.line_id and u.day = day.day and u.kind = day.kind
    returning u.line_id, u.day, u.kind
  ), begun as (
    insert into usage_days (line_id, day, kind, amount, roaming_amount, uncovered_amount)
    select * from day where (line_id, day, kind) not in (select line_id, day, kind from added)
  ), overage as (
    update postpaid_cycles c set overage_bytes = c.overage_bytes + o.amount
    from unnest($23::uuid[], $24::int8[]) as o (id, amount) where c.id = o.id
  )
  insert into usage_events (partner_id, event_id, line_id, kind, amount, zone, started_at, received_at, splits)
  select ($2::uuid[])[partner], event_id, line_id, kind, amount, zone, started_at, $1, splits
  from unnest($25::int4[], $26::text[], $27::uuid[], $28::text[], $29::int8[], $30::text[], $31::timestamptz[], $32::jsonb[]) with ordinality
    as e (partner, event_id, line_id, kind, amount, zone, started_at, splits, place)
  order by place`;

/** Writes a rated batch in one statement: its events in their order, what they drew, the lines' days, overage. */
export async function writeRatings(
  tx: CoreContext,
  events: readonly RatedEvent[],
  drawn: readonly Bucket[],
): Promise<void> {
  const partners = [...new Set(events.map((each) => each.partnerId))];
  const values = [
    tx.clock.now(),
    partners,
    ...drawnColumns(drawn),
    ...summedColumns(events),
    ...eventColumns(events, partners),
  ];
  await tx.db.query({ name: "usage.write", text: WRITE, values });
}

function drawnColumns(drawn: readonly Bucket[]): string[] {
  const [made, stored] = partition(drawn);
  const [madeDays, storedDays] = partition(drawnDaysOf(drawn));
  return [
    ...columnsOf(made, [({ id }) => id, ({ of }) => of.source, ({ of }) => of.sourceId]),
    ...columnsOf(made, [({ kind }) => kind, ({ allowance }) => allowance, (each) => each.drawn]),
    ...columnsOf(stored, [({ id }) => id, (each) => each.drawn]),
    ...columnsOf(madeDays, [({ id }) => id, ({ day }) => day, (each) => each.drawn]),
    ...columnsOf(storedDays, [({ id }) => id, ({ day }) => day, (each) => each.drawn]),
  ];
}

function summedColumns(events: readonly RatedEvent[]): string[] {
  const days = daysOf(events);
  return [
    ...columnsOf(days, [({ lineId }) => lineId, ({ day }) => day, ({ kind }) => kind]),
    ...columnsOf(days, [({ amount }) => amount, ({ roaming }) => roaming, ({ uncovered }) => uncovered]),
    ...columnsOf([...overageOf(events)], [([cycleId]) => cycleId, ([, bytes]) => bytes]),
  ];
}

/** Partners by their place among those of the batch, as SQL counts: an id for each event would be half as much to send again. */
function eventColumns(events: readonly RatedEvent[], partners: readonly string[]): string[] {
  const places = new Map(partners.map((id, index) => [id, index + 1]));
  return [
    ...columnsOf(events, [({ partnerId }) => places.get(partnerId) ?? null]),
    textArrayLiteral(events.map((each) => each.eventId)),
    ...columnsOf(events, [({ lineId }) => lineId, ({ kind }) => kind, ({ amount }) => amount]),
    ...columnsOf(events, [({ zone }) => zone, ({ startedAt }) => startedAt]),
    textArrayLiteral(events.map((each) => JSON.stringify(each.splits))),
  ];
}

type Column<Row> = (row: Row) => string | number | Date | null;

/** The columns of some rows, each as one array. */
function columnsOf<Row>(rows: readonly Row[], picks: readonly Column<Row>[]): string[] {
  return picks.map((pick) => arrayLiteral(rows.map(pick)));
}

function drawnDaysOf(drawn: readonly Bucket[]) {
  return drawn.flatMap(({ id, days }) =>
    [...days].flatMap(([day, { drawn: bytes, isStored }]) => (bytes > 0 ? [{ id, day, drawn: bytes, isStored }] : [])),
  );
}

/** Those to make, then those to update. */
function partition<T extends { isStored: boolean }>(rows: readonly T[]): [T[], T[]] {
  return [rows.filter((row) => !row.isStored), rows.filter((row) => row.isStored)];
}

function daysOf(events: readonly RatedEvent[]): DayRow[] {
  const days = new Map<string, DayRow>();
  for (const { lineId, day, kind, amount, zone, splits } of events) {
    const key = `${lineId} ${day} ${kind}`;
    const row = days.get(key) ?? { lineId, day, kind, amount: 0, roaming: 0, uncovered: 0 };
    days.set(key, row);
    row.amount += amount;
    row.uncovered += uncoveredOf(splits);
    if (zone === "roaming") row.roaming += amount;
  }
  return [...days.values()];
}

/** Bytes beyond the allowance by cycle. */
function overageOf(events: readonly RatedEvent[]): Map<string, number> {
  const overage = new Map<string, number>();
  for (const split of events.flatMap((event) => event.splits)) {
    if (!("overageOfCycleId" in split)) continue;
    overage.set(split.overageOfCycleId, (overage.get(split.overageOfCycleId) ?? 0) + split.amount);
  }
  return overage;
}
