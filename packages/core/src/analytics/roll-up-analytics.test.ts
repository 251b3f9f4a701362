import { randomUUID } from "node:crypto";
import { newId } from "@nexa/contracts";
import { referralCodes } from "@nexa/db";
import { createChance } from "@nexa/db/seed/prng";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type AdminActor, type CoreContext, withTransaction } from "../context.ts";
import { billed, pay, subscriber } from "../postpaid/billing/bill.fixture.ts";
import { creditBill, payBillOffline } from "../postpaid/index.ts";
import { refundTransaction } from "../recharge/index.ts";
import { recharge, refer } from "../recharge/recharge.fixture.ts";
import { contextOf, createTestCore, type TestCore } from "../testing/index.ts";
import { bothWays, countUp, rollups } from "./analytics.fixture.ts";
import { getDashboard } from "./get-dashboard.ts";
import { getRevenue } from "./get-revenue.ts";
import { liveSale, type SaleOptions } from "./history.fixture.ts";
import { measureAnalytics, resetAnalytics, rollUpAnalytics, runAnalyticsRebuilds } from "./index.ts";
import { startAnalyticsRebuild } from "./start-analytics-rebuild.ts";

const NOW = new Date("2026-11-23T10:00:00Z");
const DAY_MS = 86_400_000;
const DAYS = 40;
const RANGE = { from: "2026-10-01", to: "2026-11-30" };
let core: TestCore;
let owner: CoreContext<AdminActor>;
beforeEach(async () => {
  core = await createTestCore({ now: NOW });
  owner = await core.admin("owner");
});
afterEach(() => core.close());

const refund = async (transactionId: string, amountMinor?: number) =>
  refundTransaction(await core.admin("finance"), {
    ...{ transactionId, reason: "Asked for it", idempotencyKey: randomUUID() },
    ...(amountMinor === undefined ? {} : { amountMinor }),
  });
const rebuild = async () => {
  await startAnalyticsRebuild(owner, {});
  await runAnalyticsRebuilds(core.job(), new AbortController().signal);
};
const netOf = async (day: string) => {
  await countUp(core);
  return (await getDashboard(owner, { from: day, to: day })).sales.current.netMinor;
};
async function expectEqual(): Promise<void> {
  const { analytics, tables } = await bothWays(core, RANGE);
  expect(analytics).toEqual(tables);
}

it("shows nothing where there is nothing: no invented zeros, no error", async () => {
  const before = await getDashboard(owner, {});
  expect(before).toMatchObject({ countedAt: null, now: null, revenueByDay: [], byType: [], topPlans: [] });
  expect(before.sales.current).toMatchObject({ netMinor: 0, averageOrderMinor: null, successPercent: null });
  await countUp(core);
  await measureAnalytics(core.job());
  expect(await getRevenue(owner, { interval: "month" })).toMatchObject({ series: [], previousSeries: [], byPlan: [] });
  expect((await getDashboard(owner, {})).countedAt).toBe(NOW.toISOString());
});

it("takes a refund off the day of the sale, also when that day was counted long ago", async () => {
  const customer = await core.customer();
  const plan = await core.plan({ priceMinor: 29_900 });
  const { transaction } = await recharge(customer, plan.id);
  expect(await netOf("2026-11-23")).toBe(29_900);
  core.clock.advance(60 * DAY_MS);
  await refund(transaction.id, 9_900);
  expect(await netOf("2026-11-23")).toBe(20_000);
  await refund(transaction.id);
  expect(await netOf("2026-11-23")).toBe(0);
  expect(await netOf("2027-01-22")).toBe(0);
  const { analytics, tables } = await bothWays(core, { from: "2026-11-01", to: "2027-01-22" });
  expect(analytics).toEqual(tables);
  expect(analytics.total).toMatchObject({ delivered: 1, refunded: 1, grossMinor: 29_900, refundedMinor: 29_900 });
});

it("counts what commits late once, and does not count past it before", async () => {
  const plan = await core.plan();
  const options: SaleOptions = {
    chance: createChance(1),
    planIds: [plan.id],
    days: 1,
    meanwhile: async () => undefined,
  };
  const late = withTransaction(core.job(), async (tx) => {
    await liveSale(tx, { ...options, meanwhile: async () => undefined });
    await recharge(await core.customer(), plan.id);
    await rollUpAnalytics(core.job());
    await rollUpAnalytics(contextOf(core.another(), core.job().actor));
    const [row] = await core.runtime.db.query<{ counted: number }>({
      text: "select coalesce(sum(pending + succeeded + failed + reversed + refunded + partially_refunded), 0)::int8 as counted from analytics_sales",
    });
    return row?.counted;
  });
  expect(await late).toBe(0);
  await expectEqual();
  expect((await bothWays(core, RANGE)).analytics.total).toMatchObject({ transactions: 2 });
});

it("counts a bill when it is paid, past the gateway too, and nothing for credit notes and waivers", async () => {
  const one = await subscriber(core);
  const other = await subscriber(core);
  const first = await billed(core, one);
  const finance = await core.admin("finance");
  const note = { reason: "No service", idempotencyKey: randomUUID() };
  await creditBill(finance, { billId: first.id, kind: "credit", amountMinor: 9_900, ...note });
  await pay(one, first.id);
  const { id: billId } = await billed(core, other);
  const reference = "shop-1";
  await payBillOffline(await core.admin("finance"), {
    billId,
    reference,
    reason: "In the shop",
    idempotencyKey: randomUUID(),
  });
  const { analytics, tables } = await bothWays(core, { from: "2026-11-01", to: "2027-03-01" });
  expect(analytics).toEqual(tables);
  expect(analytics.total).toMatchObject({ netMinor: 40_000 + 49_900 });
  expect(analytics.byMethod.map((row) => row.key)).toEqual(["offline", "upi"]);
});

it("counts nothing for money that came for something never delivered", async () => {
  const customer = await core.customer();
  const plan = await core.plan();
  await recharge(customer, plan.id, { paymentToken: "tok_declined" }).catch(() => undefined);
  const topup = await core.plan({ isTopup: true });
  await recharge(customer, topup.id).catch(() => undefined);
  await expectEqual();
  expect((await bothWays(core, RANGE)).analytics.total).toMatchObject({ netMinor: 0, failed: 1, delivered: 0 });
});

it("counts customers and the steps of referrals", async () => {
  const [referrer, referee] = [await core.customer(), await core.customer()];
  await refer(core, referrer, referee);
  const plan = await core.plan();
  await recharge(referee, plan.id);
  await countUp(core);
  await measureAnalytics(core.job());
  const { referrals, customers } = await getDashboard(owner, RANGE);
  expect(referrals.current).toMatchObject({
    joined: 1,
    completed: 1,
    rewarded: 1,
    discountsUsed: 1,
    completionPercent: 100,
  });
  expect(customers.current).toMatchObject({ registered: 2, closed: 0, total: 2, churned: 0, churnPercent: 0 });
});

it.each([11, 22])(
  "two workers count a random history as the tables have it, with late commits, refunds and rebuilds meanwhile (seed %i)",
  async (seed) => {
    const chance = createChance(seed);
    const planIds = [(await core.plan()).id, (await core.plan()).id, null];
    const workers = [core.job(), contextOf(core.another(), core.job().actor)];
    const meanwhile = async () => {
      if (chance.happens(0.3)) await rollUpAnalytics(chance.pick(workers));
    };
    const seller = async () => {
      for (let sale = 0; sale < 30; sale += 1) await liveSale(core.job(), { chance, planIds, days: DAYS, meanwhile });
    };
    await Promise.all([seller(), seller(), seller(), seller().then(rebuild), rebuild()]);
    await expectEqual();
    const incremental = await rollups(core);
    expect(incremental.plans.length).toBeGreaterThan(DAYS);
    await rebuild();
    expect(await rollups(core)).toEqual(incremental);
  },
  60_000,
);

it("counts everything anew after a reset, and where the cursor is ahead of the database's transactions", async () => {
  await recharge(await core.customer(), (await core.plan()).id);
  await countUp(core);
  await measureAnalytics(core.job());
  const counted = await rollups(core);
  await withTransaction(core.job(), (tx) => resetAnalytics(tx));
  expect((await rollups(core)).sales).toEqual([]);
  expect((await getDashboard(owner, {})).countedAt).toBeNull();
  expect(await rollUpAnalytics(core.job())).toEqual({ outcome: "counted_anew" });
  await countUp(core);
  await measureAnalytics(core.job());
  expect(await rollups(core)).toEqual(counted);
  await core.runtime.db.query({ text: "update analytics_cursor set counted_below = '9000000000000000000'" });
  expect(await rollUpAnalytics(core.job())).toEqual({ outcome: "counted_anew" });
  await countUp(core);
  expect(await rollups(core)).toEqual(counted);
});

it("leaves everything as it was when a rebuild is stopped", async () => {
  await recharge(await core.customer(), (await core.plan()).id);
  await countUp(core);
  const counted = await rollups(core);
  const stopped = new AbortController();
  stopped.abort();
  const task = await startAnalyticsRebuild(owner, {});
  await runAnalyticsRebuilds(core.job(), stopped.signal);
  expect(await rollups(core)).toEqual(counted);
  const [row] = await core.runtime.db.query<{ status: string }>({
    text: "select status from tasks where id = $1",
    values: [task.id],
  });
  expect(row?.status).toBe("waiting");
});

it("tells what a rebuild found and who asked for it", async () => {
  await recharge(await core.customer(), (await core.plan()).id);
  // From here no other test's transaction of the cluster holds this sale back.
  await countUp(core);
  await rebuild();
  const [task] = await core.runtime.db.query<{ status: string; result: object; requested_by: string }>({
    text: "select status, result, requested_by from tasks",
  });
  expect(task).toMatchObject({
    status: "succeeded",
    result: { months: 1, days: 1 },
    requested_by: owner.actor.adminId,
  });
  const audited = await core.runtime.db.query({
    text: "select action from audit_events where action = 'analytics.rebuild'",
  });
  expect(audited).toHaveLength(1);
});

it("leaves the count to the worker that has it", async () => {
  await withTransaction(core.job(), async (tx) => {
    await tx.db.query({ text: "select from analytics_cursor for update" });
    expect(await rollUpAnalytics(core.job())).toEqual({ outcome: "busy" });
  });
});

it("keeps days by the operator's time zone", async () => {
  core.clock.set(new Date("2026-11-23T18:29:59Z"));
  await recharge(await core.customer(), (await core.plan({ priceMinor: 100 })).id);
  core.clock.set(new Date("2026-11-23T18:30:00Z"));
  await recharge(await core.customer(), (await core.plan({ priceMinor: 200 })).id);
  expect([await netOf("2026-11-23"), await netOf("2026-11-24")]).toEqual([100, 200]);
});

it("says to have counted until the first sale it had to leave", async () => {
  await countUp(core);
  core.clock.advance(60_000);
  const plan = await core.plan();
  const code = {
    code: randomUUID().slice(0, 8),
    ownerId: (await core.customer()).id,
    maxUses: 1,
    createdAt: NOW,
    expiresAt: NOW,
  };
  await withTransaction(core.job(), async (tx) => {
    await tx.db.orm.insert(referralCodes).values({ id: newId(NOW), ...code });
    core.clock.advance(60_000);
    await recharge(await core.customer(), plan.id);
    core.clock.advance(60_000);
    await rollUpAnalytics(core.job());
  });
  expect((await getDashboard(owner, {})).countedAt).toBe("2026-11-23T10:02:00.000Z");
});
