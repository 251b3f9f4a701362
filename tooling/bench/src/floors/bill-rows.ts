import { runBills } from "@nexa/core/postpaid/index";
import { Client } from "pg";
import { answerJobs } from "../stack/child-side.ts";
import { type CoreOptions, openCore } from "../world/bench-core.ts";

/** `product` runs the bills; `floor` writes the rows that this made once more, into tables like those. */
export type BillRowsJob = { core: CoreOptions; side: "product" | "floor" };
export type BillRowsAnswer = { bills: number; seconds: number; peakBytes: number };

const CHUNK = 500;
const TABLES = [
  "bills",
  "bill_lines",
  "postpaid_events",
  "postpaid_cycles",
  "notification_causes",
  "notifications",
] as const;

answerJobs<BillRowsJob, BillRowsAnswer>(async ({ core, side }) => {
  const { bills, seconds } = side === "product" ? await runProduct(core) : await writeAgain(core.databaseUrl);
  return { bills, seconds, peakBytes: process.resourceUsage().maxRSS * 1_024 };
});

async function runProduct(options: CoreOptions) {
  const core = openCore(options);
  const { db, content, gateways, clock, logger } = core.runtime;
  const actor = { kind: "job", name: "bench" } as const;
  const caller = { ip: null, userAgent: null };
  try {
    const startedAt = performance.now();
    const ctx = { db, content, gateways, clock, logger, actor, caller, requestId: "bench", runtime: core.runtime };
    const { issued, failed } = await runBills(ctx);
    if (failed > 0) throw new Error(`${failed} cycles could not be billed`);
    return { bills: issued, seconds: (performance.now() - startedAt) / 1_000 };
  } finally {
    await core.close();
  }
}

/** Plain inserts, as many rows and indexes, in transactions of as many bills. Reading what to write is not timed. */
async function writeAgain(url: string) {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const name of TABLES) {
      await client.query(`drop table if exists floor_${name}`);
      await client.query(
        `create table floor_${name} (like ${name} including defaults including constraints including indexes)`,
      );
    }
    const { rows } = await client.query<{ n: string }>("select count(*) as n from bills");
    const bills = Number(rows[0]?.n);
    let ms = 0;
    for (let from = 1; from <= bills; from += CHUNK) ms += await writeChunk(client, from);
    return { bills, seconds: ms / 1_000 };
  } finally {
    await client.end();
  }
}

async function writeChunk(client: Client, from: number): Promise<number> {
  const chunk = `select * from bills where number >= ${from} and number < ${from + CHUNK}`;
  const sources = {
    bills: chunk,
    bill_lines: `select l.* from bill_lines l join (${chunk}) b on b.id = l.bill_id`,
    postpaid_events: `select e.* from postpaid_events e join (${chunk}) b on e.cause_key = 'bill_issued:' || b.id`,
    postpaid_cycles: `select c.* from postpaid_cycles c join (${chunk}) b on b.activation_id = c.activation_id and c.number = 2`,
    notification_causes: `select n.* from notification_causes n join (${chunk}) b on n.cause_key = 'bill_issued:' || b.id`,
    notifications: `select n.* from notifications n join notification_causes c on c.notification_id = n.id join (${chunk}) b on c.cause_key = 'bill_issued:' || b.id`,
  };
  const packed: { name: string; rows: string }[] = [];
  for (const name of TABLES) {
    const { rows } = await client.query<{ rows: string }>(
      `select coalesce(jsonb_agg(to_jsonb(r)), '[]')::text as rows from (${sources[name]}) r`,
    );
    packed.push({ name, rows: rows[0]?.rows ?? "[]" });
  }
  const startedAt = performance.now();
  await client.query("begin");
  for (const { name, rows } of packed) {
    await client.query(
      `insert into floor_${name} select * from jsonb_populate_recordset(null::floor_${name}, $1::jsonb)`,
      [rows],
    );
  }
  await client.query("commit");
  return performance.now() - startedAt;
}
