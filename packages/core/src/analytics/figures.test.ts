import { GetCustomerGrowthOutput, newId } from "@nexa/contracts";
import { customers, lines, notificationDeliveries, notifications } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { AdminActor, CoreContext } from "../context.ts";
import { billed, subscriber } from "../postpaid/billing/bill.fixture.ts";
import { recharge, refusalOf } from "../recharge/recharge.fixture.ts";
import { createTestCore, type TestCore, type TestCustomer, type TestPlan } from "../testing/index.ts";
import { countUp } from "./analytics.fixture.ts";
import { getCustomerGrowth } from "./get-customer-growth.ts";
import { getDashboard } from "./get-dashboard.ts";
import { getPlanPerformance } from "./get-plan-performance.ts";
import { getReferralTrend } from "./get-referral-trend.ts";
import { getRevenue } from "./get-revenue.ts";
import { measureAnalytics } from "./index.ts";

const DAY_MS = 86_400_000;
let core: TestCore;
let staff: CoreContext<AdminActor>;
let customer: TestCustomer;
beforeEach(async () => {
  core = await createTestCore({ now: new Date("2026-08-31T10:00:00Z") });
  staff = await core.admin("finance");
  customer = await core.customer();
});
afterEach(() => core.close());

const count = async () => {
  await countUp(core);
  await measureAnalytics(core.job());
};
const sellOn = async (plan: TestPlan, day: string) => {
  core.clock.set(new Date(`${day}T06:00:00Z`));
  await recharge(customer, plan.id);
};

it("compares a range with the one of the same length before it", async () => {
  const plan = await core.plan({ priceMinor: 10_000, validityDays: 1 });
  for (const day of ["2026-09-04", "2026-09-08", "2026-09-10"]) await sellOn(plan, day);
  await count();
  const { sales, ...shown } = await getDashboard(staff, { from: "2026-09-07", to: "2026-09-10" });
  expect(shown).toMatchObject({ previousFrom: "2026-09-03", previousTo: "2026-09-06", currency: "INR" });
  expect(sales.current).toMatchObject({
    transactions: 2,
    netMinor: 20_000,
    averageOrderMinor: 10_000,
    successPercent: 100,
  });
  expect(sales.previous.netMinor).toBe(10_000);
  expect(sales.changePercent).toMatchObject({ net: 100, transactions: 100, averageOrder: 0 });
  expect(shown.revenueByDay.map((point) => point.startsOn)).toEqual(["2026-09-08", "2026-09-10"]);
  expect(shown.previousRevenueByDay.map((point) => point.startsOn)).toEqual(["2026-09-04"]);
});

it("sums days to weeks from Monday and to months, the ends of a range cut off", async () => {
  const plan = await core.plan({ priceMinor: 10_000, validityDays: 1 });
  for (const day of ["2026-09-05", "2026-09-07", "2026-09-13", "2026-09-14", "2026-10-01"]) await sellOn(plan, day);
  await count();
  const weeks = await getRevenue(staff, { from: "2026-09-06", to: "2026-10-05", interval: "week" });
  expect(weeks.series.map(({ startsOn, delivered }) => [startsOn, delivered])).toEqual([
    ["2026-09-07", 2],
    ["2026-09-14", 1],
    ["2026-09-28", 1],
  ]);
  expect(weeks.previousSeries).toMatchObject([{ startsOn: "2026-08-31", delivered: 1 }]);
  const months = await getRevenue(staff, { from: "2026-09-06", to: "2026-10-05", interval: "month" });
  expect(months.series.map(({ startsOn, netMinor }) => [startsOn, netMinor])).toEqual([
    ["2026-09-01", 30_000],
    ["2026-10-01", 10_000],
  ]);
});

it("lists plans by what they brought in or sold, with their share and what they did before", async () => {
  const [dear, cheap] = [
    await core.plan({ priceMinor: 60_000, validityDays: 1 }),
    await core.plan({ priceMinor: 20_000, validityDays: 1 }),
  ];
  await sellOn(dear, "2026-09-01");
  for (const day of ["2026-09-02", "2026-09-03"]) await sellOn(cheap, day);
  await sellOn(dear, "2026-09-03");
  await count();
  const byNet = await getPlanPerformance(staff, { from: "2026-09-02", to: "2026-09-03", sort: "net", limit: 1 });
  expect(byNet).toMatchObject({ planCount: 2, plans: [{ planId: dear.id, planName: dear.name, sharePercent: 60 }] });
  const bySales = await getPlanPerformance(staff, {
    from: "2026-09-02",
    to: "2026-09-03",
    sort: "delivered",
    limit: 9,
  });
  expect(bySales.plans).toMatchObject([
    { planId: cheap.id, delivered: 2, netMinor: 40_000, previousNetMinor: 0, netChangePercent: null },
    { planId: dear.id, delivered: 1, netMinor: 60_000, previousNetMinor: 60_000, netChangePercent: 0 },
  ]);
});

it("counts a customer as churned on the day the latest plan ended 30 days ago, until there is a new one", async () => {
  await sellOn(await core.plan({ priceMinor: 10_000, validityDays: 10 }), "2026-09-01");
  core.clock.set(new Date("2026-10-10T06:00:00Z"));
  await count();
  const range = { from: "2026-10-01", to: "2026-10-31", interval: "day" } as const;
  expect((await getCustomerGrowth(staff, range)).totals.current).toMatchObject({ churned: 0, churnPercent: 0 });
  core.clock.set(new Date("2026-10-11T06:00:00Z"));
  await count();
  const churned = await getCustomerGrowth(staff, range);
  expect(churned.totals.current).toMatchObject({ churned: 1, churnPercent: 100, total: 1 });
  expect(churned.series).toMatchObject([{ startsOn: "2026-10-11", churned: 1, registered: 0, total: 1 }]);
  await sellOn(await core.plan({ priceMinor: 10_000 }), "2026-10-12");
  await count();
  expect((await getCustomerGrowth(staff, range)).totals.current).toMatchObject({ churned: 0, churnPercent: 0 });
});

it("follows customers who come and go, with revenue by customer", async () => {
  await sellOn(await core.plan({ priceMinor: 30_000, validityDays: 1 }), "2026-09-10");
  await core.customer();
  const leaver = await core.customer();
  core.clock.set(new Date("2026-09-12T06:00:00Z"));
  await closeOf(leaver);
  await count();
  const growth = await getCustomerGrowth(staff, { from: "2026-09-10", to: "2026-09-12", interval: "day" });
  expect(growth.series).toMatchObject([
    { startsOn: "2026-09-10", registered: 2, closed: 0, total: 3 },
    { startsOn: "2026-09-12", registered: 0, closed: 1, total: 2 },
  ]);
  // One before, two after: 30,000 by one and a half.
  expect(growth.totals.current).toMatchObject({ registered: 2, closed: 1, total: 2, arpuMinor: 20_000 });
  expect(growth.totals).toMatchObject({
    previous: { total: 1, arpuMinor: 0 },
    changePercent: { total: 100, arpu: null },
  });
});

/** Written as closing does; what else it asks is of no matter here. */
async function closeOf({ id }: TestCustomer): Promise<void> {
  const closed = { status: "closed", closedAt: core.clock.now(), phone: null } as const;
  await core.runtime.db.orm.update(lines).set({ ownerId: null }).where(eq(lines.ownerId, id));
  await core.runtime.db.orm.update(customers).set(closed).where(eq(customers.id, id));
}

it("shows no less than no customers where closings were recounted before registrations", async () => {
  await closeOf(customer);
  await measureAnalytics(core.job());
  const growth = await getCustomerGrowth(staff, { interval: "day" });
  expect(GetCustomerGrowthOutput.parse(growth).totals.current).toMatchObject({ registered: 0, closed: 1, total: 0 });
});

it("measures what runs, waits, ends soon and is owed", async () => {
  const plan = await core.plan({ validityDays: 7 });
  await recharge(customer, plan.id);
  await recharge(customer, plan.id);
  await recharge(customer, (await core.plan({ isTopup: true, validityDays: 3 })).id);
  await measureAnalytics(core.job());
  const { now } = await getDashboard(staff, {});
  expect(now).toMatchObject({
    activePlans: 1,
    activeTopups: 1,
    queuedPlans: 1,
    expiringWithin1Day: 0,
    expiringWithin7Days: 1,
  });
  expect(now?.dues).toEqual({ bills: 0, outstandingMinor: 0, overdueMinor: 0, byAge: [] });
  core.clock.advance(6.5 * DAY_MS);
  await measureAnalytics(core.job());
  expect((await getDashboard(staff, {})).now).toMatchObject({ activePlans: 1, activeTopups: 0, expiringWithin1Day: 1 });
  const bill = await billed(core, await subscriber(core));
  await measureAnalytics(core.job());
  const issued = (await getDashboard(staff, {})).now;
  expect(issued?.dues).toMatchObject({ bills: 1, outstandingMinor: bill.totalMinor, overdueMinor: 0 });
  expect(issued).toMatchObject({ activePostpaid: 1, activePlans: 0, queuedPlans: 0 });
  core.clock.set(new Date(bill.dueAt.getTime() + 7.5 * DAY_MS));
  await measureAnalytics(core.job());
  const overdue = (await getDashboard(staff, {})).now;
  expect(overdue?.dues.byAge).toEqual([{ age: "1_to_7_days", bills: 1, outstandingMinor: bill.totalMinor }]);
  expect(overdue?.dues.overdueMinor).toBe(bill.totalMinor);
});

it("counts deliveries by what became of them, again while that may change", async () => {
  const notice = await writeNotice("sent");
  await writeNotice("failed");
  await writeNotice("suppressed");
  await measureAnalytics(core.job());
  const { deliveries } = await getDashboard(staff, {});
  expect(deliveries.current).toEqual({
    pending: 0,
    sent: 1,
    delivered: 0,
    failed: 1,
    suppressed: 1,
    deliveryPercent: 50,
  });
  expect(deliveries.byChannel).toMatchObject([{ channel: "sms", sent: 1 }]);
  core.clock.advance(2 * DAY_MS);
  await setDelivery(notice, "delivered");
  await measureAnalytics(core.job());
  expect((await getDashboard(staff, {})).deliveries.current).toMatchObject({ sent: 0, delivered: 1, failed: 1 });
});

it("keeps the counts of notices that retention has deleted", async () => {
  await writeNotice("sent");
  await measureAnalytics(core.job());
  core.clock.advance(190 * DAY_MS);
  await core.runtime.db.orm.delete(notificationDeliveries);
  await writeNotice("sent");
  await measureAnalytics(core.job());
  const { deliveries } = await getDashboard(staff, { from: "2026-08-01", to: "2027-04-01" });
  expect(deliveries.current.sent).toBe(2);
});

async function writeNotice(status: "sent" | "failed" | "suppressed"): Promise<string> {
  const now = core.clock.now();
  const { orm } = core.runtime.db;
  const id = newId(now);
  await orm
    .insert(notifications)
    .values({ id, type: "promotional", phone: customer.phone, params: {}, createdAt: now });
  const delivery = { notificationId: id, channel: "sms", status, nextAttemptAt: now, createdAt: now } as const;
  await orm.insert(notificationDeliveries).values(delivery);
  return id;
}

async function setDelivery(id: string, status: "delivered"): Promise<void> {
  const { orm } = core.runtime.db;
  await orm.update(notificationDeliveries).set({ status }).where(eq(notificationDeliveries.notificationId, id));
}

it("takes the last 30 days without a range, and 30 days from or to a single end", async () => {
  expect(await getReferralTrend(staff, { interval: "day" })).toMatchObject({
    from: "2026-08-02",
    to: "2026-08-31",
    series: [],
  });
  expect(await getDashboard(staff, { to: "2026-06-30" })).toMatchObject({ from: "2026-06-01", to: "2026-06-30" });
  expect(await getDashboard(staff, { from: "2026-06-01" })).toMatchObject({ from: "2026-06-01", to: "2026-06-30" });
  expect(await getDashboard(staff, { from: "2026-08-25" })).toMatchObject({ to: "2026-08-31" });
});

it("refuses a range that ends before it begins, is too long, or lies outside of all calendars", async () => {
  const ranges = [
    { from: "2026-08-02", to: "2026-08-01" },
    { from: "2020-01-01", to: "2026-01-01" },
    { from: "0001-01-01", to: "0001-01-02" },
    { to: "9999-12-31" },
  ];
  for (const range of ranges) {
    expect(await refusalOf(getDashboard(staff, range))).toMatchObject({
      reason: "analytics.badRange",
      code: "INVALID",
    });
  }
});
