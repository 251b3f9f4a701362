import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { databaseClock } from "@nexa/core/clock";
import { connectDatabase, type DatabaseConnection } from "@nexa/db";
import { createTestDatabase } from "@nexa/vitest/database";
import { afterAll, beforeAll, expect, it } from "vitest";
import { spanInWords, spanOf } from "./clock/span.ts";

const SCRIPT = fileURLToPath(new URL("clock.ts", import.meta.url));
const DAY_MS = 86_400_000;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let db: DatabaseConnection;

beforeAll(async () => {
  database = await createTestDatabase();
  db = connectDatabase({ url: database.url, name: "test", maxConnections: 2 });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

type Run = { code: number; out: string; err: string };

function clock(args: readonly string[], env: NodeJS.ProcessEnv = { NEXA_DEMO: "1" }): Promise<Run> {
  return new Promise((resolve) => {
    const options = { env: { ...process.env, DATABASE_URL: database.url, ...env } };
    execFile(process.execPath, [SCRIPT, ...args], options, (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err });
    });
  });
}

it("moves a demo's business time forward for every process, tables of the coming months included, and says where it is", async () => {
  const running = await databaseClock(db, { isDemo: true });
  const before = running.now().getTime();
  expect((await clock([])).out).toMatch(/^Business time is [\dTZ:.-]+, the real time\.\n$/);
  expect(await clock(["forward", "60d"])).toMatchObject({
    code: 0,
    err: "",
    out: expect.stringContaining("60 days ahead"),
  });
  expect((await clock(["forward", "12h"])).out).toContain("60 days 12 hours ahead");
  expect((await clock([])).out).toContain("60 days 12 hours ahead");
  await running.anchor();
  expect(running.now().getTime() - before).toBeGreaterThanOrEqual(60.5 * DAY_MS);
  expect(running.now().getTime() - before).toBeLessThan(61 * DAY_MS);
  const month = new Date(running.now().getTime() + 31 * DAY_MS).toISOString().slice(0, 7).replace("-", "_");
  const [table] = await db.query<{ name: string | null }>({
    text: "select to_regclass($1)::text as name",
    values: [`transactions_${month}`],
  });
  expect(table?.name).toBe(`transactions_${month}`);
});

it("keeps the real time outside a demo, also where the clock was moved while it was one", async () => {
  const real = await databaseClock(db);
  const demo = await databaseClock(db, { isDemo: true });
  expect(demo.now().getTime() - real.now().getTime()).toBeGreaterThan(60 * DAY_MS);
  const { code, out, err } = await clock(["forward", "1d"], { NEXA_DEMO: "" });
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(err).toMatch(/^This installation is no demo, so its time is the real one\./);
  expect((await clock([], { NEXA_DEMO: "0" })).out).toContain("the real time");
});

it.each([["back"], ["forward"], ["forward", "-30d"], ["forward", "0d"], ["forward", "soon"], ["forward", "400d"]])(
  "refuses %s %s with a sentence and moves nothing",
  async (...args) => {
    const before = await db.query({ text: "select milliseconds from clock_offset" });
    const { code, out, err } = await clock(args);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(/^(Say how far|That is more than a year|"back" is not a command)/);
    expect(await db.query({ text: "select milliseconds from clock_offset" })).toEqual(before);
  },
);

it("refuses to go back in the database itself", async () => {
  await expect(db.query({ text: "update clock_offset set milliseconds = -1" })).rejects.toThrow("clock_offset_forward");
});

it("reads lengths of time and says them", () => {
  expect(["45m", "12h", "30d", "2w"].map(spanOf)).toEqual([2_700_000, 43_200_000, 30 * DAY_MS, 14 * DAY_MS]);
  expect(["", "30", "d", "0d", "-1d", "1.5d", "1y"].map(spanOf)).toEqual([null, null, null, null, null, null, null]);
  expect([0, 60_000, DAY_MS, 2 * DAY_MS + 3_660_000].map(spanInWords)).toEqual([
    ...["less than a minute", "1 minute", "1 day", "2 days 1 hour 1 minute"],
  ]);
});
