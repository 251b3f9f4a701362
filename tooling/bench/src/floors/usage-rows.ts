// The floor of the usage row: the same rows (the events, and the keys without which none is taken exactly once) by one
// `insert … select unnest`, from bare pg. Started by the usage row.
import { randomUUID } from "node:crypto";
import { Pool } from "pg";
import { type Measurement, measurementOf } from "../load/measurement.ts";
import { answerJobs } from "../stack/child-side.ts";
import { cycle } from "../world/cycle.ts";
import { type Loops, timeLoops } from "./time-loops.ts";

export type UsageRowsJob = Loops & { databaseUrl: string; partnerId: string; lineIds: string[]; batch: number };

const INSERT = `with e as materialized (
    select * from unnest($3::text[], $4::uuid[], $5::text[], $6::int8[], $7::text[], $8::timestamptz[], $9::jsonb[])
      as e (event_id, line_id, kind, amount, zone, started_at, splits)
  ), keys as (
    insert into usage_event_keys (partner_id, event_id, started_at) select $1, event_id, started_at from e on conflict do nothing
  )
  insert into usage_events (partner_id, event_id, line_id, kind, amount, zone, started_at, received_at, splits)
  select $1, event_id, line_id, kind, amount, zone, started_at, $2, splits from e`;

async function run(job: UsageRowsJob): Promise<Measurement> {
  const pool = new Pool({ connectionString: job.databaseUrl, max: job.connections, options: "-c timezone=UTC" });
  const lineId = cycle(job.lineIds);
  const sender = randomUUID().slice(0, 8);
  let sent = 0;
  const work = async () => {
    const events = Array.from({ length: job.batch }, () => {
      sent += 1;
      return {
        eventId: `${sender}-${sent}`,
        lineId: lineId(),
        amount: 1_000_000 + (sent % 1_000),
        startedAt: new Date(),
      };
    });
    await pool.query({
      name: "usage.floor",
      text: INSERT,
      values: [
        ...[job.partnerId, new Date(), events.map((event) => event.eventId), events.map((event) => event.lineId)],
        ...[events.map(() => "data"), events.map((event) => event.amount), events.map(() => "home")],
        events.map((event) => event.startedAt),
        events.map((event) => JSON.stringify([{ bucketId: event.lineId, amount: event.amount }])),
      ],
    });
  };
  try {
    const { latencies, seconds } = await timeLoops(work, job);
    return measurementOf(latencies, seconds);
  } finally {
    await pool.end();
  }
}

answerJobs(run);
