import type { UsageSplit } from "@nexa/db";
import type { CoreContext, PartnerActor } from "../context.ts";
import type { LinedEvent } from "./claim-events.ts";
import { type Bucket, uncoveredOf } from "./ledger.ts";

/** An event with how it was split. */
export type RatedEvent = LinedEvent & { day: string; splits: UsageSplit[] };

type DayRow = { lineId: string; day: string; kind: string; amount: number; roaming: number; uncovered: number };

const WRITE = `with drawn as (
    insert into usage_buckets (id, source, source_id, kind, allowance, used, created_at, updated_at)
    select id, source, source_id, kind, allowance, drawn, $1, $1
    from unnest($3::uuid[], $4::text[], $5::uuid[], $6::text[], $7::int8[], $8::int8[]) as b (id, source, source_id, kind, allowance, drawn)
    on conflict (source_id, kind) do update set used = usage_buckets.used + excluded.used, updated_at = excluded.updated_at
  ), bucket_days as (
    insert into usage_bucket_days (bucket_id, day, used)
    select * from unnest($9::uuid[], $10::date[], $11::int8[])
    on conflict (bucket_id, day) do update set used = usage_bucket_days.used + excluded.used
  ), days as (
    insert into usage_days (line_id, day, kind, amount, roaming_amount, uncovered_amount)
    select * from unnest($12::uuid[], $13::date[], $14::text[], $15::int8[], $16::int8[], $17::int8[])
    on conflict (line_id, day, kind) do update set amount = usage_days.amount + excluded.amount,
      roaming_amount = usage_days.roaming_amount + excluded.roaming_amount,
      uncovered_amount = usage_days.uncovered_amount + excluded.uncovered_amount
  ), overage as (
    update postpaid_cycles c set overage_bytes = c.overage_bytes + o.amount
    from unnest($18::uuid[], $19::int8[]) as o (id, amount) where c.id = o.id
  )
  insert into usage_events (partner_id, event_id, line_id, kind, amount, zone, started_at, received_at, splits)
  select $2, event_id, line_id, kind, amount, zone, started_at, $1, splits
  from unnest($20::text[], $21::uuid[], $22::text[], $23::int8[], $24::text[], $25::timestamptz[], $26::jsonb[]) with ordinality
    as e (event_id, line_id, kind, amount, zone, started_at, splits, place)
  order by place`;

/** Writes a rated batch in one statement: its events in their order, what they drew, the lines' days, overage. */
export async function writeRatings(
  tx: CoreContext<PartnerActor>,
  events: readonly RatedEvent[],
  drawn: readonly Bucket[],
): Promise<void> {
  const bucketDays = drawn.flatMap((bucket) =>
    [...bucket.days].flatMap(([day, each]) => (each.drawn > 0 ? [{ id: bucket.id, day, amount: each.drawn }] : [])),
  );
  const days = daysOf(events);
  const overage = overageOf(events);
  await tx.db.query({
    name: "usage.write",
    text: WRITE,
    values: [
      ...[tx.clock.now(), tx.actor.partnerId],
      ...[drawn.map((each) => each.id), drawn.map((each) => each.of.source), drawn.map((each) => each.of.sourceId)],
      ...[drawn.map((each) => each.kind), drawn.map((each) => each.allowance), drawn.map((each) => each.drawn)],
      ...[bucketDays.map((each) => each.id), bucketDays.map((each) => each.day), bucketDays.map((each) => each.amount)],
      ...[days.map((each) => each.lineId), days.map((each) => each.day), days.map((each) => each.kind)],
      ...[days.map((each) => each.amount), days.map((each) => each.roaming), days.map((each) => each.uncovered)],
      ...[[...overage.keys()], [...overage.values()]],
      ...[events.map((each) => each.eventId), events.map((each) => each.lineId), events.map((each) => each.kind)],
      ...[events.map((each) => each.amount), events.map((each) => each.zone), events.map((each) => each.startedAt)],
      events.map((each) => JSON.stringify(each.splits)),
    ],
  });
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
