import { randomInt, randomUUID } from "node:crypto";
import type { UsageEvent } from "@nexa/contracts";
import { createChance } from "@nexa/db/seed/prng";
import { afterAll, beforeAll, expect, it } from "vitest";
import { auditBooks } from "../audit/index.ts";
import type { AdminActor, CoreContext, PartnerActor } from "../context.ts";
import { customerRouter } from "../customer-router.ts";
import { runBills } from "../postpaid/index.ts";
import {
  addonPlan,
  buyAddon,
  postpaidOf,
  reasonsOf,
  share,
  staffOf,
  subscribed,
} from "../postpaid/postpaid.fixture.ts";
import { refundTransaction } from "../recharge/index.ts";
import { recharge } from "../recharge/recharge.fixture.ts";
import { contextOf, createTestCore, type TestCore, type TestCustomer, type TestPlan } from "../testing/index.ts";
import { ingestUsage } from "./ingest-usage.ts";
import { anEvent, aPartner, GB, MB } from "./usage.fixture.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const SEED = randomInt(2 ** 31);
const chance = createChance(SEED);

let core: TestCore;
let partner: CoreContext<PartnerActor>;
let other: CoreContext<PartnerActor>;
let finance: CoreContext<AdminActor>;
let support: CoreContext<AdminActor>;
let base: TestPlan;
let topup: TestPlan;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z"), config: { rateLimits: "off" } });
  [partner, other] = [await aPartner(core), await aPartner(core)];
  [finance, support] = [await core.admin("finance"), await core.admin("support")];
  base = await core.plan({ dataAllowanceBytes: GB, dailyDataLimitBytes: 300 * MB, talktimeMinutes: 60 });
  topup = await core.plan({ isTopup: true, dataAllowanceBytes: 200 * MB, dailyDataLimitBytes: null, validityDays: 3 });
});
afterAll(() => core.close());

const findings = async () => (await auditBooks(core.job(), { withGateway: true, settleGraceMs: 0 })).findings;

/** Use of the last minute on each of the numbers, some of it a call. */
function traffic(phones: readonly string[], each: number): UsageEvent[] {
  const now = core.clock.now().getTime();
  return phones.flatMap((phone) =>
    Array.from({ length: each }, () => {
      const startedAt = new Date(now - chance.between(0, MINUTE_MS - 1)).toISOString();
      const call = { kind: "voice", amount: chance.between(1, 300) } as const;
      return anEvent(core, phone, { amount: chance.between(MB, 40 * MB), startedAt, ...(chance.happens(0.2) && call) });
    }),
  );
}

/** Every event by several senders on two servers, each in an order of its own. Answers how many were taken in all. */
async function sendThrice(events: readonly UsageEvent[]): Promise<number> {
  const servers = [partner, contextOf(core.another(), partner.actor)];
  const answers = await Promise.all(
    Array.from({ length: 3 }, async (_, sender) => {
      const ctx = servers[sender % 2] ?? partner;
      const mixed = chance.shuffled(events);
      let accepted = 0;
      for (let at = 0; at < mixed.length; at += 40) {
        accepted += (await ingestUsage(ctx, { events: mixed.slice(at, at + 40) })).accepted;
      }
      return accepted;
    }),
  );
  return answers.reduce((sum, accepted) => sum + accepted, 0);
}

it(`rates use exactly once while plans are bought, given back, started early and topped up (seed ${SEED})`, async () => {
  const owners = await Promise.all(Array.from({ length: 4 }, () => core.customer()));
  const sold = await Promise.all(owners.map((owner) => recharge(owner, base.id)));
  for (const owner of owners) await recharge(owner, base.id);
  core.clock.advance(MINUTE_MS);
  const events = traffic(
    owners.map(({ phone }) => phone),
    60,
  );
  const [first, second, third] = owners as [TestCustomer, TestCustomer, TestCustomer];
  const [accepted, ...changes] = await Promise.allSettled([
    sendThrice(events),
    refundTransaction(finance, {
      ...{ transactionId: sold[0]?.transaction.id ?? "", reason: "No service", idempotencyKey: randomUUID() },
    }),
    startNext(second),
    ...Array.from({ length: 3 }, () => recharge(third, topup.id)),
    ...owners.map((owner) => recharge(owner, base.id)),
    recharge(first, base.id),
  ]);
  expect(accepted).toEqual({ status: "fulfilled", value: events.length });
  expect(reasonsOf(changes)).toEqual([]);
  expect(await findings()).toEqual([]);
});

async function startNext(owner: TestCustomer): Promise<unknown> {
  const { subscriptions } = customerRouter.createCaller(owner.ctx);
  const { items } = await subscriptions.listQueue({});
  return subscriptions.activateNow({ subscriptionId: items[0]?.id ?? "" });
}

it(`rates use exactly once while a family's plan gets add-ons, loses a number, is billed and is cancelled (seed ${SEED})`, async () => {
  const families = [await subscribed(core), await subscribed(core), await subscribed(core)];
  const phones: string[] = [];
  const secondaries: string[] = [];
  for (const family of families) {
    const child = await core.customer();
    secondaries.push(await share(core, family, child.phone));
    phones.push(family.phone, child.phone);
  }
  const { id: addonId } = await addonPlan(core);
  const [gained, lost, cancelled] = families as [(typeof families)[0], (typeof families)[0], (typeof families)[0]];
  core.clock.advance(31 * DAY_MS);
  const events = traffic(phones, 40);
  const [accepted, ...changes] = await Promise.allSettled([
    sendThrice(events),
    runBills(core.job(), { chunk: 1 }),
    runBills({ ...core.job(), ...contextOf(core.another(), core.job().actor) }, { chunk: 2 }),
    ...Array.from({ length: 3 }, () => buyAddon(gained, addonId)),
    postpaidOf(lost).removeSecondaryNumber({ secondaryId: secondaries[1] ?? "" }),
    staffOf(support).cancel({ activationId: cancelled.activationId, reason: "Moves abroad" }),
  ]);
  expect(accepted).toEqual({ status: "fulfilled", value: events.length });
  // An add-on is refused while the cycle that ended is not billed yet.
  for (const reason of reasonsOf(changes)) expect(reason).toBe("postpaid.cycleEnded");
  await runBills(core.job());
  expect(await findings()).toEqual([]);
});

it(`lets one content win where an event comes with two, and keeps partners' events apart (seed ${SEED})`, async () => {
  const [one, two] = [await core.customer(), await core.customer()];
  for (const owner of [one, two]) await recharge(owner, base.id);
  core.clock.advance(MINUTE_MS);
  const events = traffic([one.phone], 40);
  const altered = chance
    .shuffled(events)
    .map((event) => ({ ...event, phoneNumber: two.phone, amount: event.amount + 1 }));
  const answers = await Promise.all([
    ingestUsage(partner, { events }),
    ingestUsage(contextOf(core.another(), partner.actor), { events: altered }),
    ingestUsage(other, { events: altered }),
  ]);
  const [given, changed, others] = answers;
  expect((given?.accepted ?? 0) + (changed?.accepted ?? 0)).toBe(events.length);
  expect((given?.rejected.length ?? 0) + (changed?.rejected.length ?? 0)).toBe(events.length);
  expect(others).toEqual({ accepted: events.length, duplicates: 0, rejected: [] });
  const rejected = [...(given?.rejected ?? []), ...(changed?.rejected ?? [])];
  expect(new Set(rejected.map(({ reason }) => reason))).toEqual(new Set(["differs"]));
  expect(await findings()).toEqual([]);
});
