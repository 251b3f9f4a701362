import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { IngestUsageInput, newId } from "@nexa/contracts";
import { connectDatabase, type DatabaseConnection, lines, subscriptions } from "@nexa/db";
import { createChance } from "@nexa/db/seed/prng";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningNexa, startNexa } from "./running-nexa.fixture.ts";
import { busyAt, habitOf, makeTraffic } from "./simulate-usage/traffic.ts";

const SCRIPT = fileURLToPath(new URL("simulate-usage.ts", import.meta.url));
const DAY_MS = 86_400_000;
const GB = 1024 ** 3;
const PHONES = ["+919812340001", "+919812340002", "+919812340003"];
const ZONE = "Asia/Kolkata";
let nexa: RunningNexa;
let db: DatabaseConnection;

beforeAll(async () => {
  nexa = await startNexa();
  db = connectDatabase({ url: nexa.databaseUrl, name: "test", maxConnections: 2 });
  await db.orm.insert(lines).values(PHONES.map((phone) => lineRow(phone)));
  const rows = await db.orm.select().from(lines);
  await db.orm.insert(subscriptions).values(rows.map((row) => planRow(row.id)));
}, 120_000);
afterAll(async () => {
  await db?.close();
  await nexa?.stop();
});

const now = new Date();

function lineRow(phone: string): typeof lines.$inferInsert {
  const createdAt = new Date(now.getTime() - DAY_MS);
  return { id: newId(createdAt), phone, baseEndsAt: new Date(now.getTime() + DAY_MS), createdAt };
}

function planRow(lineId: string): typeof subscriptions.$inferInsert {
  const startsAt = new Date(now.getTime() - DAY_MS);
  const volumes = { dataAllowanceBytes: 500 * GB, dailyDataLimitBytes: null, talktimeMinutes: null, smsCount: null };
  return {
    ...{ id: newId(now), lineId, transactionId: newId(now), planId: newId(now), isTopup: false, createdAt: startsAt },
    ...{ startsAt, endsAt: new Date(now.getTime() + DAY_MS), startRecordedAt: startsAt },
    terms: { planName: "Big", isTopup: false, priceMinor: 100, validityDays: 2, benefits: [], ...volumes },
  };
}

type Run = { code: number; out: string; err: string };

function environment(fields: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return { ...process.env, DATABASE_URL: nexa.databaseUrl, NEXA_DEMO: "1", NEXA_DATA_DIR: nexa.dataDir, ...fields };
}

function simulate(args: readonly string[], fields: NodeJS.ProcessEnv = {}): Promise<Run> {
  return new Promise((resolve) => {
    execFile(process.execPath, [SCRIPT, ...args], { env: environment(fields) }, (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err });
    });
  });
}

const figure = async (text: string) => (await db.query<{ n: number }>({ text }))[0]?.n ?? 0;

it("sends a minute's use of the active numbers with a key of its own, and revokes the key", async () => {
  const { code, out, err } = await simulate(["--url", nexa.url, "--rate", "5", "--once"]);
  expect([code, err]).toEqual([0, ""]);
  expect(out).toContain("Feeding 3 numbers");
  expect(out).toMatch(/300 events taken \([\d.]+ GB of data, \d+ minutes of calls, \d+ messages\)/);
  expect(await figure("select count(*)::int as n from usage_events")).toBe(300);
  expect(await figure("select count(*)::int as n from api_keys where revoked_at is null")).toBe(0);
}, 90_000);

it("goes on until Ctrl-C, and ends in order", async () => {
  const before = await figure("select count(*)::int as n from usage_events");
  const child = spawn(process.execPath, [SCRIPT, "--url", nexa.url, "--rate", "2000"], { env: environment() });
  await once(child.stdout, "data");
  await expect
    .poll(() => figure("select count(*)::int as n from usage_events"), { timeout: 60_000 })
    .toBeGreaterThan(before);
  child.kill("SIGINT");
  const [code] = await once(child, "exit");
  expect(code).toBe(0);
  expect(await figure("select count(*)::int as n from api_keys where revoked_at is null")).toBe(0);
}, 90_000);

it("says in a sentence what it needs", async () => {
  const [rate, real, nobody, wrongKey, unknown] = await Promise.all([
    simulate(["--rate", "0"]),
    simulate([], { NEXA_DEMO: "0" }),
    simulate(["--once", "--url", "http://127.0.0.1:9"]),
    simulate(["--once", "--url", nexa.url, "--key", "nxk_wrong"]),
    simulate(["--wrong"]),
  ]);
  expect(rate.err).toContain("--rate must be");
  expect(real.err).toContain("This installation is no demo");
  expect(nobody.err).toContain("Nothing answers at");
  expect(wrongKey.err).toContain("answered 401");
  expect(unknown.err).toContain("--wrong");
  expect([rate, real, nobody, wrongKey, unknown].map((run) => run.code)).toEqual([1, 1, 1, 1, 1]);
}, 90_000);

it("makes events that a partner may send, more of them by day and by heavy users", () => {
  const chance = createChance(7);
  const phones = Array.from({ length: 200 }, (_, index) => `+9198123${10_000 + index}`);
  const events = makeTraffic(phones, 5_000, now, chance);
  expect(IngestUsageInput.safeParse({ events }).success).toBe(true);
  const heavy = new Set(phones.filter((phone) => habitOf(phone).weight === 9));
  const share = events.filter((event) => heavy.has(event.phoneNumber)).length / events.length;
  expect(share).toBeGreaterThan(heavy.size / phones.length);
  expect(new Set(events.map((event) => event.kind)).size).toBe(3);
  expect(makeTraffic([], 10, now, chance)).toEqual([]);
  const [night, evening] = ["2026-03-01T21:30:00Z", "2026-03-01T15:00:00Z"].map((at) => busyAt(new Date(at), ZONE));
  expect(night).toBeLessThan(evening ?? 0);
});
