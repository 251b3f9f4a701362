import { newId } from "@nexa/contracts";
import {
  billLines,
  bills,
  creditNotes,
  documentCounters,
  notifications,
  postpaidActivations,
  postpaidCycles,
} from "@nexa/db";
import { and, asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { contextOf, createTestCore, type TestCore } from "../../testing/index.ts";
import { addon, billed, billsOf, CYCLE_MS, DAY_MS, subscriber } from "./bill.fixture.ts";
import { runBills } from "./run-bills.ts";

const GB = 1024 ** 3;

let core: TestCore;
beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z") });
});
afterAll(() => core.close());

const linesOf = (billId: string) =>
  core.runtime.db.orm.select().from(billLines).where(eq(billLines.billId, billId)).orderBy(asc(billLines.position));
const cyclesOf = (activationId: string) =>
  core.runtime.db.orm
    .select()
    .from(postpaidCycles)
    .where(eq(postpaidCycles.activationId, activationId))
    .orderBy(asc(postpaidCycles.number));

async function numbersWithoutGap() {
  const numbers = (
    await core.runtime.db.orm.select({ number: bills.number }).from(bills).orderBy(asc(bills.number))
  ).map((row) => row.number);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  const [counter] = await core.runtime.db.orm.select().from(documentCounters).where(eq(documentCounters.name, "bill"));
  expect(counter?.last).toBe(numbers.length);
}

it("bills plan, add-ons and overage with the tax in them, and opens the next cycle", async () => {
  const one = await subscriber(core);
  await addon(core, one, 9_900);
  const { orm } = core.runtime.db;
  await orm
    .update(postpaidCycles)
    .set({ overageBytes: 1.5 * GB })
    .where(eq(postpaidCycles.id, one.cycleId));
  const startedAt = core.clock.now();
  const bill = await billed(core, one);
  expect(bill).toMatchObject({ totalMinor: 62_800, taxMinor: 9_580, taxPercent: 18, taxName: "GST", status: "issued" });
  expect(bill).toMatchObject({ periodStart: startedAt, periodEnd: new Date(startedAt.getTime() + CYCLE_MS) });
  expect(bill.dueAt).toEqual(new Date(core.clock.now().getTime() + 15 * DAY_MS));
  expect((await linesOf(bill.id)).map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
    ["base", 49_900],
    ["addon", 9_900],
    ["overage", 3_000],
  ]);
  const cycles = await cyclesOf(one.activationId);
  expect(cycles.map(({ status }) => status)).toEqual(["closed", "open"]);
  expect(cycles[1]).toMatchObject({ number: 2, startsAt: cycles[0]?.endsAt, overageBytes: 0 });
  const told = await orm
    .select()
    .from(notifications)
    .where(and(eq(notifications.customerId, one.id), eq(notifications.type, "bill_issued")));
  expect(told.map(({ phone, params }) => [phone, params])).toEqual([
    [one.phone, expect.objectContaining({ billNumber: "B-00000001", amountMinor: 62_800 })],
  ]);
});

it("bills nothing before a cycle ends, and each cycle once however often it runs", async () => {
  const one = await subscriber(core);
  await runBills(core.job());
  expect(await billsOf(core, one)).toEqual([]);
  await billed(core, one);
  await runBills(core.job());
  expect(await billsOf(core, one)).toHaveLength(1);
});

it("issues the bills of three missed months in order, each for its own month", async () => {
  const one = await subscriber(core);
  core.clock.advance(3 * CYCLE_MS + DAY_MS);
  await runBills(core.job());
  const issued = await billsOf(core, one);
  expect(issued.map((bill) => bill.periodStart.getTime())).toEqual(
    [0, 1, 2].map((month) => core.clock.now().getTime() - DAY_MS - (3 - month) * CYCLE_MS),
  );
  expect((await cyclesOf(one.activationId)).map(({ status }) => status)).toEqual([
    "closed",
    "closed",
    "closed",
    "open",
  ]);
});

it("takes carried credit off the next bills, the rest staying carried, and completes a bill of nothing at once", async () => {
  const one = await subscriber(core);
  const first = await billed(core, one);
  const now = core.clock.now();
  await core.runtime.db.orm.insert(creditNotes).values({
    ...{
      id: newId(now),
      number: 1,
      billId: first.id,
      activationId: one.activationId,
      kind: "credit",
      reason: "Outage",
    },
    ...{ amountMinor: 60_000, carriedMinor: 60_000, createdAt: now },
  });
  const second = await billed(core, one);
  expect(second).toMatchObject({ totalMinor: 0, taxMinor: 0, status: "paid", settledAt: core.clock.now() });
  expect((await cyclesOf(one.activationId)).map(({ status }) => status)).toEqual(["closed", "completed", "open"]);
  const third = await billed(core, one);
  expect(third.totalMinor).toBe(49_900 - 10_100);
  expect((await linesOf(third.id)).map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
    ["base", 49_900],
    ["credit", -10_100],
  ]);
  expect(await core.runtime.db.orm.select().from(creditNotes)).toMatchObject([{ carriedUsedMinor: 60_000 }]);
});

it("bills each cycle once where four workers run at the same time, with numbers without a gap", async () => {
  const many = [];
  for (let each = 0; each < 40; each += 1) many.push(await subscriber(core));
  core.clock.advance(CYCLE_MS);
  const workers = [core.runtime, core.another(), core.another(), core.another()];
  const results = await Promise.all(
    workers.map((runtime) => runBills(contextOf(runtime, { kind: "job", name: "test" }), { chunk: 7 })),
  );
  expect(results.reduce((sum, { issued }) => sum + issued, 0)).toBeGreaterThanOrEqual(40);
  for (const one of many) expect(await billsOf(core, one)).toHaveLength(1);
  await numbersWithoutGap();
});

it("bills all others where one cycle cannot be billed, and that one once it can", async () => {
  const [good, bad, other] = [await subscriber(core), await subscriber(core), await subscriber(core)];
  const { orm } = core.runtime.db;
  const price = { planName: "Broken", priceMinor: -1 };
  const [before] = await orm.select().from(postpaidActivations).where(eq(postpaidActivations.id, bad.activationId));
  const terms = before?.terms;
  if (!terms) throw new Error("no terms");
  await orm
    .update(postpaidActivations)
    .set({ terms: { ...terms, ...price } })
    .where(eq(postpaidActivations.id, bad.activationId));
  core.clock.advance(CYCLE_MS);
  expect(await runBills(core.job())).toMatchObject({ failed: 1 });
  expect(await billsOf(core, good)).toHaveLength(1);
  expect(await billsOf(core, other)).toHaveLength(1);
  expect(await billsOf(core, bad)).toEqual([]);
  await orm.update(postpaidActivations).set({ terms }).where(eq(postpaidActivations.id, bad.activationId));
  expect(await runBills(core.job())).toEqual({ issued: 1, failed: 0 });
  await numbersWithoutGap();
});

it("stops between two chunks when it is told to", async () => {
  await subscriber(core);
  core.clock.advance(CYCLE_MS);
  expect(await runBills(core.job(), { signal: AbortSignal.abort() })).toEqual({ issued: 0, failed: 0 });
});
