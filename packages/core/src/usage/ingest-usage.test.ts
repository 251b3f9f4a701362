import { USAGE_KINDS } from "@nexa/contracts";
import { lines, postpaidActivations, postpaidCycles } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { CoreContext, PartnerActor } from "../context.ts";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { ingestUsage } from "./ingest-usage.ts";
import {
  anEvent,
  aPartner,
  bucketFor,
  GB,
  giveAddon,
  givePlan,
  givePostpaid,
  giveSecondary,
  MB,
  nextCycle,
  splitsOf,
} from "./usage.fixture.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
let core: TestCore;
let partner: CoreContext<PartnerActor>;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-03-01T06:00:00Z") });
  partner = await aPartner(core);
});
afterAll(() => core.close());
beforeEach(() => core.clock.advance(HOUR_MS));

const ingest = (...events: ReturnType<typeof anEvent>[]) => ingestUsage(partner, { events });

it("draws data from the base plan, then from the top-up that ends first, and says what nothing covered", async () => {
  const owner = await core.customer();
  const base = await givePlan(core, { lineId: owner.lineId, dataAllowanceBytes: 100 * MB });
  const later = await givePlan(core, { lineId: owner.lineId, isTopup: true, days: 9, dataAllowanceBytes: 30 * MB });
  const sooner = await givePlan(core, { lineId: owner.lineId, isTopup: true, days: 3, dataAllowanceBytes: 20 * MB });
  const event = anEvent(core, owner.phone, { amount: 175 * MB });
  expect(await ingest(event)).toEqual({ accepted: 1, duplicates: 0, rejected: [] });
  expect(await splitsOf(core, event.eventId)).toEqual([
    { bucketId: (await bucketFor(core, base)).id, amount: 100 * MB },
    { bucketId: (await bucketFor(core, sooner)).id, amount: 20 * MB },
    { bucketId: (await bucketFor(core, later)).id, amount: 30 * MB },
    { uncovered: true, amount: 25 * MB },
  ]);
});

it("keeps the base plan to its daily limit on the operator's date of each event, and lets top-ups give the rest", async () => {
  const owner = await core.customer();
  const plan = { lineId: owner.lineId, dataAllowanceBytes: 100 * MB, dailyDataLimitBytes: 30 * MB };
  const base = await givePlan(core, { ...plan, startsAt: new Date(core.clock.now().getTime() - 5 * DAY_MS) });
  core.clock.set(new Date("2026-03-02T20:00:00Z"));
  // In Kolkata the day begins at 18:30 UTC.
  const before = anEvent(core, owner.phone, { amount: 40 * MB, startedAt: "2026-03-02T18:29:59.999Z" });
  const after = anEvent(core, owner.phone, { amount: 20 * MB, startedAt: "2026-03-02T18:30:00.000Z" });
  const again = anEvent(core, owner.phone, { amount: 20 * MB, startedAt: "2026-03-02T19:00:00.000Z" });
  await ingest(before, after);
  const topup = await givePlan(core, {
    lineId: owner.lineId,
    isTopup: true,
    dataAllowanceBytes: 5 * MB,
    startsAt: new Date("2026-03-02T18:45:00Z"),
  });
  await ingest(again);
  const { id } = await bucketFor(core, base);
  expect(await splitsOf(core, before.eventId)).toEqual([
    { bucketId: id, amount: 30 * MB },
    { uncovered: true, amount: 10 * MB },
  ]);
  expect(await splitsOf(core, after.eventId)).toEqual([{ bucketId: id, amount: 20 * MB }]);
  expect(await splitsOf(core, again.eventId)).toEqual([
    { bucketId: id, amount: 10 * MB },
    { bucketId: (await bucketFor(core, topup)).id, amount: 5 * MB },
    { uncovered: true, amount: 5 * MB },
  ]);
});

it("counts calls in seconds and messages by number, without end where the plan does not count them", async () => {
  const owner = await core.customer();
  const counted = await givePlan(core, { lineId: owner.lineId, talktimeMinutes: 2, smsCount: null });
  const pack = await givePlan(core, { lineId: owner.lineId, isTopup: true, dataAllowanceBytes: GB });
  const call = anEvent(core, owner.phone, { kind: "voice", amount: 150 });
  const messages = anEvent(core, owner.phone, { kind: "sms", amount: 900 });
  await ingest(call, messages);
  expect(await splitsOf(core, call.eventId)).toEqual([
    { bucketId: (await bucketFor(core, counted, "voice")).id, amount: 120 },
    { uncovered: true, amount: 30 },
  ]);
  expect(await splitsOf(core, messages.eventId)).toEqual([
    { bucketId: (await bucketFor(core, counted, "sms")).id, amount: 900 },
  ]);
  await expect(bucketFor(core, pack, "voice")).rejects.toThrow("nothing was drawn");
});

it("rates by the plan that was active when the event started, whenever it arrives", async () => {
  const owner = await core.customer();
  const now = core.clock.now().getTime();
  const first = await givePlan(core, { lineId: owner.lineId, startsAt: new Date(now - 4 * DAY_MS), days: 2 });
  const second = await givePlan(core, { lineId: owner.lineId, startsAt: new Date(now - 2 * DAY_MS), days: 2 });
  await givePlan(core, { lineId: owner.lineId, startsAt: new Date(now), days: 2 });
  await core.runtime.db.orm
    .update(lines)
    .set({ createdAt: new Date(now - 9 * DAY_MS) })
    .where(eq(lines.id, owner.lineId));
  const at = (ago: number) => anEvent(core, owner.phone, { startedAt: new Date(now - ago).toISOString() });
  const [ofSecond, ofFirst, ofNone] = [at(2 * DAY_MS), at(2 * DAY_MS + 1), at(5 * DAY_MS)];
  await ingest(ofSecond, ofFirst, ofNone);
  expect(await splitsOf(core, ofFirst.eventId)).toEqual([{ bucketId: (await bucketFor(core, first)).id, amount: MB }]);
  expect(await splitsOf(core, ofSecond.eventId)).toEqual([
    { bucketId: (await bucketFor(core, second)).id, amount: MB },
  ]);
  expect(await splitsOf(core, ofNone.eventId)).toEqual([{ uncovered: true, amount: MB }]);
});

it("draws nothing from a plan that was given back or cancelled, also for events from before", async () => {
  const owner = await core.customer();
  await givePlan(core, { lineId: owner.lineId, cancelledAt: core.clock.now() });
  const event = anEvent(core, owner.phone);
  await ingest(event);
  expect(await splitsOf(core, event.eventId)).toEqual([{ uncovered: true, amount: MB }]);
});

it("lets a plan without an allowance but with a daily limit give its limit each day, and one with neither no data", async () => {
  const [daily, none] = [await core.customer(), await core.customer()];
  const plan = await givePlan(core, { lineId: daily.lineId, dataAllowanceBytes: null, dailyDataLimitBytes: 3 * MB });
  await givePlan(core, { lineId: none.lineId, dataAllowanceBytes: null });
  const limited = anEvent(core, daily.phone, { amount: 5 * MB });
  const bare = anEvent(core, none.phone);
  await ingest(limited, bare);
  expect(await splitsOf(core, limited.eventId)).toEqual([
    { bucketId: (await bucketFor(core, plan)).id, amount: 3 * MB },
    { uncovered: true, amount: 2 * MB },
  ]);
  expect(await splitsOf(core, bare.eventId)).toEqual([{ uncovered: true, amount: MB }]);
});

it("draws postpaid use of main and secondary numbers from add-ons as they were bought, then the shared allowance, then overage", async () => {
  const [main, child] = [await core.customer(), await core.customer()];
  const given = await givePostpaid(core, main, { dataAllowanceBytes: 100 * MB });
  await giveSecondary(core, given.activationId, child);
  const one = await giveAddon(core, given, 10 * MB);
  core.clock.advance(1_000);
  const two = await giveAddon(core, given, 20 * MB);
  const ofChild = anEvent(core, child.phone, { amount: 95 * MB });
  const ofMain = anEvent(core, main.phone, { amount: 50 * MB });
  await ingest(ofChild, ofMain);
  const pool = await bucketFor(core, given.cycleId);
  expect(await splitsOf(core, ofChild.eventId)).toEqual([
    { bucketId: (await bucketFor(core, one)).id, amount: 10 * MB },
    { bucketId: (await bucketFor(core, two)).id, amount: 20 * MB },
    { bucketId: pool.id, amount: 65 * MB },
  ]);
  expect(await splitsOf(core, ofMain.eventId)).toEqual([
    { bucketId: pool.id, amount: 35 * MB },
    { overageOfCycleId: given.cycleId, amount: 15 * MB },
  ]);
  const [cycle] = await core.runtime.db.orm.select().from(postpaidCycles).where(eq(postpaidCycles.id, given.cycleId));
  expect(cycle?.overageBytes).toBe(15 * MB);
});

it("counts use of a closed cycle in the open one, without add-ons that were bought after it", async () => {
  const main = await core.customer();
  const first = await givePostpaid(core, main);
  const startedAt = core.clock.now().toISOString();
  core.clock.advance(HOUR_MS);
  const second = await nextCycle(core, first);
  core.clock.advance(HOUR_MS);
  await giveAddon(core, second, GB);
  const late = anEvent(core, main.phone, { startedAt });
  await ingest(late);
  expect(await splitsOf(core, late.eventId)).toEqual([
    { bucketId: (await bucketFor(core, second.cycleId)).id, amount: MB },
  ]);
});

it("covers nothing once a postpaid plan is cancelled, calls beyond the allowance, or data that has no overage price", async () => {
  const [main, cancelled] = [await core.customer(), await core.customer()];
  await givePostpaid(core, main, { dataAllowanceBytes: 0, overagePricePerGbMinor: null, talktimeMinutes: 1 });
  const gone = await givePostpaid(core, cancelled);
  const { orm } = core.runtime.db;
  const now = core.clock.now();
  await orm.update(postpaidCycles).set({ status: "closed", closedAt: now }).where(eq(postpaidCycles.id, gone.cycleId));
  await orm
    .update(postpaidActivations)
    .set({ status: "cancelled", cancelledAt: now })
    .where(eq(postpaidActivations.id, gone.activationId));
  await orm.update(lines).set({ mode: "idle" }).where(eq(lines.id, cancelled.lineId));
  const [data, late] = [anEvent(core, main.phone), anEvent(core, cancelled.phone)];
  const call = anEvent(core, main.phone, { kind: "voice", amount: 61 });
  await ingest(data, call, late);
  expect(await splitsOf(core, data.eventId)).toEqual([{ uncovered: true, amount: MB }]);
  expect(await splitsOf(core, late.eventId)).toEqual([{ uncovered: true, amount: MB }]);
  expect((await splitsOf(core, call.eventId)).at(-1)).toEqual({ uncovered: true, amount: 1 });
});

it("adds up what a line used by day and kind, with what was roaming and what nothing covered", async () => {
  const owner = await core.customer();
  await givePlan(core, { lineId: owner.lineId, dataAllowanceBytes: 3 * MB });
  await ingest(
    anEvent(core, owner.phone, { amount: 2 * MB }),
    anEvent(core, owner.phone, { amount: 2 * MB, zone: "roaming" }),
    anEvent(core, owner.phone, { kind: "sms", amount: 1 }),
  );
  await ingest(anEvent(core, owner.phone, { amount: MB }));
  const rows = await core.runtime.db.query({
    text: "select kind, amount, roaming_amount, uncovered_amount from usage_days where line_id = $1 order by kind",
    values: [owner.lineId],
  });
  expect(rows).toEqual([
    { kind: "data", amount: 5 * MB, roaming_amount: 2 * MB, uncovered_amount: 2 * MB },
    { kind: "sms", amount: 1, roaming_amount: 0, uncovered_amount: 0 },
  ]);
});

it("answers a batch with what it accepted, knew already and rejected, and takes rejected events once they are right", async () => {
  const owner = await core.customer();
  await givePlan(core, { lineId: owner.lineId });
  const now = core.clock.now().getTime();
  const known = anEvent(core, owner.phone);
  await ingest(known);
  const at = (ms: number) => ({ startedAt: new Date(now + ms).toISOString() });
  const unknown = anEvent(core, "+919800000001");
  const answer = await ingest(
    unknown,
    known,
    { ...known, amount: 2 * MB },
    anEvent(core, owner.phone, at(6 * 60_000)),
    anEvent(core, owner.phone, at(-61 * DAY_MS)),
    anEvent(core, owner.phone, at(-30 * DAY_MS)),
    anEvent(core, owner.phone, at(4 * 60_000)),
    anEvent(core, "12 34"),
  );
  expect(answer).toMatchObject({ accepted: 1, duplicates: 1 });
  expect(answer.rejected.map(({ index, reason }) => [index, reason])).toEqual([
    [0, "unknownLine"],
    [2, "differs"],
    [3, "startsInFuture"],
    [4, "tooOld"],
    [5, "unknownLine"],
    [7, "unknownLine"],
  ]);
  for (const { message } of answer.rejected) expect(message).toMatch(/[A-Z].*\.$/);
  expect(await ingest({ ...unknown, phoneNumber: owner.phone })).toEqual({ accepted: 1, duplicates: 0, rejected: [] });
});

it("rejects by itself what no single use can be, such as bits for bytes, so that a line's sums stay exact", async () => {
  const owner = await core.customer();
  await givePlan(core, { lineId: owner.lineId, talktimeMinutes: null, smsCount: null });
  const most = { data: 64 * GB, voice: 7 * 86_400, sms: 1_000 } as const;
  for (const kind of USAGE_KINDS) {
    const [fits, exceeds] = [0, 1].map((more) => anEvent(core, owner.phone, { kind, amount: most[kind] + more }));
    if (!fits || !exceeds) throw new Error("no events");
    expect(await ingest(fits, exceeds)).toMatchObject({
      accepted: 1,
      rejected: [{ index: 1, eventId: exceeds.eventId, reason: "implausible" }],
    });
  }
});

it("rates an event that a batch names twice once, and tells one with other content apart", async () => {
  const [owner, other] = [await core.customer(), await core.customer()];
  const plan = await givePlan(core, { lineId: owner.lineId });
  const event = anEvent(core, owner.phone);
  const answer = await ingest(
    event,
    { ...event },
    { ...event, kind: "voice", amount: 60 },
    { ...event, phoneNumber: owner.phone.slice(3) },
  );
  expect(answer).toMatchObject({ accepted: 1, duplicates: 2, rejected: [{ index: 2, reason: "differs" }] });
  const elsewhere = await ingest(
    { ...event, phoneNumber: other.phone },
    { ...event, zone: "roaming" },
    {
      ...event,
      startedAt: new Date(core.clock.now().getTime() - 1_000).toISOString(),
    },
  );
  expect(elsewhere.rejected.map((each) => each.reason)).toEqual(["differs", "differs", "unknownLine"]);
  expect((await bucketFor(core, plan)).used).toBe(MB);
});

it("keeps each partner's event ids apart", async () => {
  const owner = await core.customer();
  const event = anEvent(core, owner.phone);
  await ingest(event);
  const other = await aPartner(core);
  expect(await ingestUsage(other, { events: [event] })).toMatchObject({ accepted: 1, duplicates: 0 });
});

it("rates a batch of more than one lock's events in its order", async () => {
  const owner = await core.customer();
  const plan = await givePlan(core, { lineId: owner.lineId, dataAllowanceBytes: 2_500 });
  const events = Array.from({ length: 4_001 }, () => anEvent(core, owner.phone, { amount: 1 }));
  expect(await ingest(...events)).toEqual({ accepted: 4_001, duplicates: 0, rejected: [] });
  expect((await bucketFor(core, plan)).used).toBe(2_500);
  expect(await splitsOf(core, events[2_499]?.eventId ?? "")).toMatchObject([
    { amount: 1, bucketId: expect.any(String) },
  ]);
  expect(await splitsOf(core, events[2_500]?.eventId ?? "")).toEqual([{ uncovered: true, amount: 1 }]);
});
