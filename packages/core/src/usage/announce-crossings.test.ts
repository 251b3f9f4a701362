import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { CoreContext, PartnerActor } from "../context.ts";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { crossingsOf, type Passage } from "./crossings.ts";
import { ingestUsage } from "./ingest-usage.ts";
import {
  anEvent,
  aPartner,
  GB,
  giveAddon,
  givePlan,
  givePostpaid,
  giveSecondary,
  MB,
  toldOf,
} from "./usage.fixture.ts";

const HOUR_MS = 3_600_000;
const LOW = 200 * MB;
let core: TestCore;
let partner: CoreContext<PartnerActor>;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-03-01T06:00:00Z") });
  partner = await aPartner(core);
});
afterAll(() => core.close());
beforeEach(() => core.clock.advance(HOUR_MS));

const use = (phone: string, amount: number, startedAt = core.clock.now()) =>
  ingestUsage(partner, { events: [anEvent(core, phone, { amount, startedAt: startedAt.toISOString() })] });
const typesTold = async (phone: string) => (await toldOf(core, phone)).map(({ type }) => type).sort();

const passage = (fields: Partial<Passage>): Passage => ({
  ...{
    allowance: 1_000,
    dailyLimit: null,
    isExtra: false,
    used: { before: 0, after: 0 },
    usedOnDay: { before: 0, after: 0 },
  },
  ...fields,
});

it("judges each mark once, when use reaches it", () => {
  const marks = (before: number, after: number) => crossingsOf(passage({ used: { before, after } }), 100);
  expect(marks(0, 499)).toEqual([]);
  expect(marks(499, 500)).toEqual(["usage_50"]);
  expect(marks(500, 799)).toEqual([]);
  expect(marks(700, 800)).toEqual(["usage_80"]);
  expect(marks(850, 900)).toEqual([]);
  expect(marks(900, 901)).toEqual(["low_balance"]);
  expect(marks(950, 1_000)).toEqual(["data_exhausted"]);
  expect(marks(0, 1_000)).toEqual(["usage_50", "usage_80", "data_exhausted"]);
  expect(crossingsOf(passage({ allowance: null, used: { before: 0, after: 9_999 } }), 100)).toEqual([]);
  expect(crossingsOf(passage({ allowance: 99, used: { before: 0, after: 10 } }), 100)).toEqual([]);
  expect(crossingsOf(passage({ isExtra: true, used: { before: 0, after: 999 } }), 100)).toEqual([]);
  expect(crossingsOf(passage({ isExtra: true, used: { before: 999, after: 1_000 } }), 100)).toEqual([
    "topup_exhausted",
  ]);
  const daily = passage({ allowance: null, dailyLimit: 5, usedOnDay: { before: 4, after: 5 } });
  expect(crossingsOf(daily, 100)).toEqual(["daily_limit_reached"]);
});

it("tells the owner once that half, most and all of the data is used, and when little is left", async () => {
  const owner = await core.customer();
  await givePlan(core, { lineId: owner.lineId, dataAllowanceBytes: 10 * GB });
  await use(owner.phone, 5 * GB);
  expect(await toldOf(core, owner.phone)).toMatchObject([
    { type: "usage_50", params: { planName: "Super 299", phone: owner.phone, percent: 50, remainingBytes: 5 * GB } },
  ]);
  await use(owner.phone, 5 * GB - LOW);
  expect(await typesTold(owner.phone)).toEqual(["usage_50", "usage_80"]);
  await use(owner.phone, MB);
  await use(owner.phone, MB);
  expect(await typesTold(owner.phone)).toEqual(["low_balance", "usage_50", "usage_80"]);
  await use(owner.phone, GB);
  await use(owner.phone, GB);
  expect(await typesTold(owner.phone)).toEqual(["data_exhausted", "low_balance", "usage_50", "usage_80"]);
  const [exhausted] = await toldOf(core, owner.phone);
  expect(exhausted).toMatchObject({ type: "data_exhausted", params: { overagePricePerGbMinor: null } });
});

it("tells of the daily limit once each day, with when there is more, and never of a day that is over", async () => {
  const owner = await core.customer();
  const started = core.clock.now();
  await givePlan(core, { lineId: owner.lineId, dataAllowanceBytes: 100 * GB, dailyDataLimitBytes: MB });
  await use(owner.phone, 2 * MB);
  await use(owner.phone, 2 * MB);
  const [told, ...others] = await toldOf(core, owner.phone);
  expect(others).toEqual([]);
  expect(told).toMatchObject({
    type: "daily_limit_reached",
    params: { limitBytes: MB, resetsAt: "2026-03-01T18:30:00.000Z" },
  });
  core.clock.advance(48 * HOUR_MS);
  await use(owner.phone, 2 * MB, new Date(started.getTime() + 24 * HOUR_MS));
  expect(await typesTold(owner.phone)).toEqual(["daily_limit_reached"]);
  await use(owner.phone, 2 * MB);
  expect(await typesTold(owner.phone)).toEqual(["daily_limit_reached", "daily_limit_reached"]);
});

it("tells that a top-up is used up, and nothing of a plan that has ended", async () => {
  const owner = await core.customer();
  const started = core.clock.now();
  await givePlan(core, { lineId: owner.lineId, days: 1, dataAllowanceBytes: 4 * GB });
  core.clock.advance(26 * HOUR_MS);
  await use(owner.phone, 4 * GB, started);
  expect(await typesTold(owner.phone)).toEqual([]);
  await givePlan(core, { lineId: owner.lineId, isTopup: true, planName: "Data booster", dataAllowanceBytes: MB });
  await use(owner.phone, 2 * MB);
  expect(await toldOf(core, owner.phone)).toMatchObject([
    { type: "topup_exhausted", params: { planName: "Data booster" } },
  ]);
});

it("tells the main owner and the owner of the secondary number whose use passed a mark, with the price of more data", async () => {
  const [main, child, other] = [await core.customer(), await core.customer(), await core.customer()];
  const given = await givePostpaid(core, main, { dataAllowanceBytes: 4 * GB });
  for (const each of [child, other]) await giveSecondary(core, given.activationId, each);
  await giveAddon(core, given, MB);
  await use(child.phone, 4 * GB + MB);
  const types = ["data_exhausted", "topup_exhausted", "usage_50", "usage_80"];
  expect([await typesTold(main.phone), await typesTold(child.phone), await typesTold(other.phone)]).toEqual([
    types,
    types,
    [],
  ]);
  const [told] = await toldOf(core, child.phone);
  expect(told).toMatchObject({
    params: { planName: "Family 999", phone: child.phone, overagePricePerGbMinor: 2_000, currency: "INR" },
  });
});
