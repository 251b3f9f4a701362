import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { adminRouter, withTransaction } from "@nexa/core";
import { auditBooks } from "@nexa/core/audit/index";
import { createTestCore, type TestCore } from "@nexa/core/testing/index";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { APP_NODE_FLAGS } from "../start/app-process.ts";

/** 100000 for the figures of the design; fewer in the suite. */
const CUSTOMERS = Number(process.env.NEXA_BROADCAST_CUSTOMERS ?? 6_000);
const VICTIM = fileURLToPath(new URL("./broadcast-victim.ts", import.meta.url));
/** In the operator's morning: at night offers wait. */
const MORNING = new Date("2026-11-23T04:30:00Z");
const MINUTE_MS = 60_000;

let core: TestCore;
let folder: string;
let life = 0;

beforeAll(async () => {
  core = await createTestCore({ now: MORNING });
  folder = mkdtempSync(join(tmpdir(), "nexa-broadcast-"));
  await core.runtime.db.query({
    text: `insert into customers (id, phone, full_name, phone_verified_at, language, created_at, updated_at)
      select gen_random_uuid(), '+9170' || lpad(n::text, 8, '0'), 'Customer ' || n, $2, case n % 2 when 0 then 'hi' else 'en' end, $2, $2
      from generate_series(1, $1) as n`,
    values: [CUSTOMERS, MORNING],
  });
});
afterAll(async () => {
  await core.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the worker's part. Each life starts ten minutes later, when the leases of the one before are over. */
function start() {
  const startsAt = new Date(MORNING.getTime() + 10 * life * MINUTE_MS).toISOString();
  life += 1;
  const child = spawn(process.execPath, [...APP_NODE_FLAGS, VICTIM, core.databaseUrl, join(folder, "sent"), startsAt], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { child, ended, output: () => output };
}

async function reached(): Promise<number> {
  const [row] = await core.runtime.db.query<{ reached: number }>({ text: "select reached from broadcasts" });
  return row?.reached ?? 0;
}

/** Kills a life in the middle of the chunk of the customer at this place, which a cause that another transaction writes holds up. */
async function killInChunkOf(broadcastId: string, place: number): Promise<void> {
  const undone = new Error("undone");
  const holding = withTransaction(core.job(), async (tx) => {
    await tx.db.query({
      text: `insert into notification_causes (cause_key, notification_id)
        select 'broadcast:' || $1::text || ':' || id, gen_random_uuid() from customers order by id offset $2 limit 1`,
      values: [broadcastId, place],
    });
    const [own] = await tx.db.query<{ pid: number }>({ text: "select pg_backend_pid() as pid" });
    const victim = start();
    await vi.waitFor(async () => expect(await isHeldUpBy(own?.pid)).toBe(true), { timeout: 240_000, interval: 10 });
    victim.child.kill("SIGKILL");
    await victim.ended;
    throw undone;
  });
  await expect(holding).rejects.toBe(undone);
}

/** Waits of the victim's connections for each other, or for a table to grow, are none of these. */
async function isHeldUpBy(pid: number | undefined): Promise<boolean> {
  const [row] = await core.runtime.db.query<{ waits: boolean }>({
    text: `select exists (select from pg_stat_activity where datname = current_database() and application_name = 'broadcast-victim'
      and $1 = any(pg_blocking_pids(pid))) as waits`,
    values: [pid],
  });
  return row?.waits ?? false;
}

it(`reaches ${CUSTOMERS} customers once each although it is killed twice`, async () => {
  const staff = adminRouter.createCaller(await core.admin("manager")).notifications;
  const offer = {
    title: "Holi offer",
    text: "Every plan is 10 % cheaper.",
    titleHi: "होली",
    textHi: "हर प्लान सस्ता है।",
  };
  const { id } = await staff.send({ ...offer, isToEveryone: true, channels: ["sms"], idempotencyKey: "holi" });
  const killedAt: number[] = [];
  for (const share of [0.2, 0.6]) {
    await killInChunkOf(id, Math.floor(CUSTOMERS * share));
    killedAt.push(await reached());
  }
  const last = start();
  expect(await last.ended).toBe(0);
  console.log(
    `killed when ${killedAt.join(" and ")} of ${CUSTOMERS} were reached; the last life: ${last.output().trim()}`,
  );

  expect(killedAt).toEqual([0.2, 0.6].map((share) => Math.floor((CUSTOMERS * share) / 500) * 500));
  expect(await staff.getBroadcast({ broadcastId: id })).toMatchObject({
    status: "completed",
    expected: CUSTOMERS,
    reached: CUSTOMERS,
    byChannel: [{ channel: "sms", total: CUSTOMERS, sent: CUSTOMERS }],
  });
  const [missed] = await core.runtime.db.query<{ customers: number; notices: number }>({
    text: `select count(*)::int as customers, (select count(*)::int from notifications) as notices from customers as customer
      where not exists (select from broadcast_recipients where customer_id = customer.id)`,
  });
  expect(missed).toEqual({ customers: 0, notices: CUSTOMERS });

  // A key is of one notice: however often it was sent, it went to one number, and no number got two keys.
  const lines = readFileSync(join(folder, "sent"), "utf8").trim().split("\n");
  const sent = new Set(lines);
  expect(sent.size).toBe(CUSTOMERS);
  expect(new Set([...sent].map((line) => line.split(" ")[0])).size).toBe(CUSTOMERS);
  expect(new Set([...sent].map((line) => line.split(" ")[1])).size).toBe(CUSTOMERS);
  console.log(`${lines.length - sent.size} messages were handed over again with their key after a kill`);
  const books = await auditBooks(core.job());
  expect(books.findings).toEqual([]);
}, 900_000);
