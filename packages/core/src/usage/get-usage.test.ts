import { newId } from "@nexa/contracts";
import { lineOwnerships, lines } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { CoreContext, PartnerActor } from "../context.ts";
import { customerRouter } from "../customer-router.ts";
import { createTestCore, type TestCore, type TestCustomer } from "../testing/index.ts";
import { getUsage } from "./get-usage.ts";
import { getUsageHistory } from "./get-usage-history.ts";
import { balancesOf, usageDaysOf } from "./index.ts";
import { ingestUsage } from "./ingest-usage.ts";
import { anEvent, aPartner, GB, giveAddon, givePlan, givePostpaid, giveSecondary, MB } from "./usage.fixture.ts";

const DAY_MS = 86_400_000;
let core: TestCore;
let partner: CoreContext<PartnerActor>;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-03-01T06:00:00Z") });
  partner = await aPartner(core);
});
afterAll(() => core.close());
beforeEach(() => core.clock.advance(DAY_MS));

const ingest = (...events: ReturnType<typeof anEvent>[]) => ingestUsage(partner, { events });
const unlimited = (used: number) => ({ allowance: null, used, remaining: null });
const nothing = { allowance: 0, used: 0, remaining: 0 };

it("shows what is left of the plan and its top-ups, and what the day gave", async () => {
  const owner = await core.customer();
  const base = await givePlan(core, {
    lineId: owner.lineId,
    dataAllowanceBytes: GB,
    dailyDataLimitBytes: 100 * MB,
    talktimeMinutes: 10,
  });
  const topup = await givePlan(core, { lineId: owner.lineId, isTopup: true, days: 2, dataAllowanceBytes: 50 * MB });
  await ingest(
    anEvent(core, owner.phone, { amount: 120 * MB }),
    anEvent(core, owner.phone, { kind: "voice", amount: 90 }),
  );
  const { items } = await getUsage(owner.ctx, {});
  expect(items).toMatchObject([
    {
      ...{ lineId: owner.lineId, phoneNumber: owner.phone, mode: "prepaid", pool: null },
      base: {
        id: base,
        balances: {
          data: { allowance: GB, used: 100 * MB, remaining: GB - 100 * MB },
          voice: { allowance: 600, used: 90, remaining: 510 },
          sms: unlimited(0),
        },
      },
      dailyData: { limitBytes: 100 * MB, usedTodayBytes: 100 * MB, resetsAt: "2026-03-02T18:30:00.000Z" },
      topups: [{ id: topup, balances: { data: { remaining: 30 * MB }, voice: nothing, sms: nothing } }],
      today: { data: 120 * MB, voice: 90, sms: 0 },
    },
  ]);
  const [plan] = (await customerRouter.createCaller(owner.ctx).subscriptions.listActive({})).items;
  expect([plan?.dataBalanceBytes, plan?.topups[0]?.dataBalanceBytes]).toEqual([GB - 100 * MB, 30 * MB]);
  core.clock.advance(DAY_MS);
  const [later] = (await getUsage(owner.ctx, { lineId: owner.lineId })).items;
  expect(later).toMatchObject({ dailyData: { usedTodayBytes: 0 }, today: { data: 0, voice: 0, sms: 0 } });
});

it("shows main and secondary numbers the shared allowance, and the price of more data only to who pays", async () => {
  const [main, child] = [await core.customer(), await core.customer()];
  const given = await givePostpaid(core, main, { dataAllowanceBytes: 100 * MB });
  await giveSecondary(core, given.activationId, child);
  const addon = await giveAddon(core, given, 10 * MB);
  await ingest(anEvent(core, child.phone, { amount: 30 * MB }), anEvent(core, main.phone, { amount: 90 * MB }));
  const pool = {
    ...{ id: given.cycleId, balances: { data: { allowance: 100 * MB, remaining: 0 }, voice: unlimited(0) } },
    ...{ addons: [{ id: addon, balances: { data: { remaining: 0 } } }], overageBytes: 10 * MB },
  };
  const [ofMain] = (await getUsage(main.ctx, {})).items;
  const [ofChild] = (await getUsage(child.ctx, {})).items;
  expect(ofMain).toMatchObject({ mode: "postpaid", base: null, pool: { ...pool, overagePricePerGbMinor: 2_000 } });
  expect(ofChild).toMatchObject({ mode: "postpaid_secondary", pool: { ...pool, overagePricePerGbMinor: null } });
  expect([ofMain?.today.data, ofChild?.today.data]).toEqual([90 * MB, 30 * MB]);
});

it("tells balances of any sources in one go, of those never drawn on too", async () => {
  const owner = await core.customer();
  const given = await givePostpaid(core, owner);
  const terms = { planName: "", priceMinor: 1, maxSecondaryNumbers: 0, benefits: [], overagePricePerGbMinor: null };
  const source = { source: "cycle" as const, sourceId: given.cycleId };
  const balances = await balancesOf(owner.ctx, [
    { ...source, terms: { ...terms, dataAllowanceBytes: 5, talktimeMinutes: 1, smsCount: null } },
  ]);
  expect(balances.get(given.cycleId)).toEqual({
    data: { allowance: 5, used: 0, remaining: 5 },
    voice: { allowance: 60, used: 0, remaining: 60 },
    sms: unlimited(0),
  });
  expect(await balancesOf(owner.ctx, [])).toEqual(new Map());
});

it("lists use by day, the last thirty unless others are asked for", async () => {
  const owner = await core.customer();
  const today = core.clock.now();
  await ingest(anEvent(core, owner.phone, { amount: 2 * MB }), anEvent(core, owner.phone, { kind: "sms", amount: 3 }));
  core.clock.advance(DAY_MS);
  await ingest(anEvent(core, owner.phone, { amount: MB, zone: "roaming" }));
  core.clock.advance(5 * DAY_MS);
  const history = await getUsageHistory(owner.ctx, {});
  const day = (at: Date) => at.toISOString().slice(0, 10);
  const none = { data: 0, voice: 0, sms: 0 };
  const [first, second] = [day(today), day(new Date(today.getTime() + DAY_MS))];
  expect(history).toEqual({
    ...{ lineId: owner.lineId, phoneNumber: owner.phone },
    ...{ from: day(new Date(today.getTime() - 23 * DAY_MS)), to: day(new Date(today.getTime() + 6 * DAY_MS)) },
    days: [
      {
        day: first,
        used: { data: 2 * MB, voice: 0, sms: 3 },
        roaming: none,
        uncovered: { data: 2 * MB, voice: 0, sms: 3 },
      },
      { day: second, used: { ...none, data: MB }, roaming: { ...none, data: MB }, uncovered: { ...none, data: MB } },
    ],
  });
  expect((await getUsageHistory(owner.ctx, { from: second, to: second })).days).toHaveLength(1);
  expect(await usageDaysOf(owner.ctx, owner.lineId, first, first)).toHaveLength(2);
});

it("refuses a range that is empty or longer than a year, and other people's numbers", async () => {
  const [owner, stranger] = [await core.customer(), await core.customer()];
  for (const range of [
    { from: "2026-03-02", to: "2026-03-01" },
    { from: "2025-03-01", to: "2026-03-02" },
  ]) {
    await expect(getUsageHistory(owner.ctx, range)).rejects.toMatchObject({ reason: "usage.badRange" });
  }
  expect(await getUsageHistory(owner.ctx, { from: "2025-03-02", to: "2026-03-02" })).toMatchObject({ days: [] });
  const refusal = { reason: "lines.notFound" };
  await expect(getUsageHistory(stranger.ctx, { lineId: owner.lineId })).rejects.toMatchObject(refusal);
  await expect(getUsage(stranger.ctx, { phoneNumber: owner.phone })).rejects.toMatchObject(refusal);
});

it("shows a new owner nothing of what an earlier one used, not even on the day the line came over", async () => {
  const [before, after] = [await core.customer(), await core.customer()];
  await ingest(anEvent(core, before.phone, { amount: 7 * MB }));
  core.clock.advance(DAY_MS);
  await ingest(anEvent(core, before.phone, { amount: 5 * MB }));
  core.clock.advance(1_000);
  await takeOver(before, after);
  core.clock.advance(1_000);
  await ingest(
    anEvent(core, before.phone, { amount: MB, zone: "roaming" }),
    anEvent(core, before.phone, { kind: "voice", amount: 9 }),
  );
  const { days } = await getUsageHistory(after.ctx, { lineId: before.lineId });
  expect(days).toMatchObject([
    { used: { data: MB, voice: 9 }, roaming: { data: MB, voice: 0 }, uncovered: { data: MB, voice: 9 } },
  ]);
  const [line] = (await getUsage(after.ctx, { lineId: before.lineId })).items;
  expect(line?.today).toEqual({ data: MB, voice: 9, sms: 0 });
  core.clock.advance(DAY_MS);
  await ingest(anEvent(core, before.phone, { amount: 3 * MB }));
  expect((await getUsageHistory(after.ctx, { lineId: before.lineId })).days).toMatchObject([
    { used: { data: MB } },
    { used: { data: 3 * MB } },
  ]);
});

async function takeOver(before: TestCustomer, after: TestCustomer): Promise<void> {
  const { orm } = core.runtime.db;
  const now = core.clock.now();
  await orm.update(lines).set({ ownerId: after.id }).where(eq(lines.id, before.lineId));
  await orm.update(lineOwnerships).set({ until: now }).where(eq(lineOwnerships.lineId, before.lineId));
  await orm.insert(lineOwnerships).values({ id: newId(now), lineId: before.lineId, customerId: after.id, since: now });
}
