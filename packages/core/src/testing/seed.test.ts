import { DEMO_CUSTOMER, DEMO_STAFF, playHistory, type SeedOptions, seedDemo } from "@nexa/db/seed/index";
import { afterAll, beforeAll, expect, it } from "vitest";
import { auditBooks, sealAuditEvents } from "../audit/index.ts";
import { refreshPopularity } from "../catalog/index.ts";
import { hashPassword } from "../identity/password-hash.ts";
import { signInAdmin } from "../identity/sign-in-admin.ts";
import { signInCustomer } from "../identity/sign-in-customer.ts";
import { sequenceNotices } from "../notifications/index.ts";
import { listNotifications } from "../notifications/list-notifications.ts";
import { reconcilePayments } from "../recharge/index.ts";
import { recordPlanBoundaries } from "../subscriptions/index.ts";
import { listActiveSubscriptions } from "../subscriptions/list-active-subscriptions.ts";
import { listQueuedSubscriptions } from "../subscriptions/list-queued-subscriptions.ts";
import { createTestCore, type TestCore } from "./index.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const OPTIONS: SeedOptions = { now: new Date("2026-11-23T11:30:00Z"), passwordHash: "the hash of a demo password" };
const PASSWORD = "a password for demos";

let core: TestCore;

beforeAll(async () => {
  core = await createTestCore({ now: OPTIONS.now });
});
afterAll(() => core.close());

async function valuesOf(column: string, table: string): Promise<string[]> {
  const rows = await core.runtime.db.query<{ value: string }>({
    text: `select distinct ${column} as value from ${table} where ${column} is not null order by 1`,
  });
  return rows.map((row) => row.value);
}

async function countOf(from: string, values: unknown[] = []): Promise<number> {
  const [row] = await core.runtime.db.query<{ count: number }>({
    text: `select count(*) as count from ${from}`,
    values,
  });
  return row?.count ?? 0;
}

it("plays the same history twice, and another one with another seed", () => {
  const options = { ...OPTIONS, customers: 40 };
  const rows = playHistory(options);
  expect(playHistory(options)).toEqual(rows);
  expect(playHistory({ ...options, seed: 7 }).customers).not.toEqual(rows.customers);
});

it("plays a longer part of the same day when it is later", () => {
  const options = { ...OPTIONS, customers: 40 };
  const until = new Date(OPTIONS.now.getTime() - 2 * 60 * MINUTE);
  const settled = (rows: ReturnType<typeof playHistory>) =>
    rows.transactionEvents.filter((row) => row.createdAt.getTime() < until.getTime() - DAY).map((row) => row.createdAt);
  expect(settled(playHistory(options))).toEqual(settled(playHistory({ ...options, now: until })));
});

it("fills an empty database so that the books, the gateway's ledger included, have nothing to find", async () => {
  const passwordHash = await hashPassword(core.job(), PASSWORD);
  const seeded = await seedDemo(core.databaseUrl, { ...OPTIONS, passwordHash });
  expect(seeded).toMatchObject({ isSeeded: true, customers: 302 });
  expect(seeded.transactions).toBeGreaterThan(1_500);
  const { findings, ledgerEntries } = await auditBooks(core.job(), { withGateway: true, settleGraceMs: 0 });
  expect(findings).toEqual([]);
  expect(ledgerEntries).toBeGreaterThan(1_500);
});

it("changes nothing where there are customers", async () => {
  expect(await seedDemo(core.runtime.db, OPTIONS)).toMatchObject({ isSeeded: false });
  expect(await countOf("customers")).toBe(302);
});

it("has every type and status of money business", async () => {
  expect(await valuesOf("type", "transactions")).toEqual(["prepaid_recharge", "refund_adjustment", "topup_purchase"]);
  expect(await valuesOf("status", "transactions")).toEqual([
    ...["failed", "partially_refunded", "pending", "refunded", "reversed", "succeeded"],
  ]);
  expect(await valuesOf("discount_type", "transactions")).toEqual(["offer", "referral"]);
  expect(await valuesOf("payment_method", "transactions")).toHaveLength(4);
  expect(await valuesOf("status", "(select * from payments where kind = 'refund') refunds")).toEqual([
    "failed",
    "sent",
    "succeeded",
  ]);
  expect(await valuesOf("kind", "subscription_events")).toHaveLength(6);
  expect(await countOf("transactions where status = 'failed' and detail is null")).toBe(0);
  expect(await countOf("transactions where status = 'reversed' and captured_minor > 0")).toBeGreaterThan(0);
});

it("has referrals at every stage", async () => {
  const { now } = OPTIONS;
  const discounts = (condition: string) =>
    countOf(`referral_discounts where ${condition} and $1::timestamptz > 'epoch'`, [now]);
  for (const role of ["referee", "referrer"]) {
    expect(await discounts(`role = '${role}' and status = 'unused' and expires_at > $1`)).toBeGreaterThan(0);
    expect(await discounts(`role = '${role}' and status = 'unused' and expires_at <= $1`)).toBeGreaterThan(0);
    expect(await discounts(`role = '${role}' and status = 'used'`)).toBeGreaterThan(0);
  }
  expect(await discounts("status = 'revoked'")).toBeGreaterThan(0);
  expect(await valuesOf("kind", "referral_events")).toHaveLength(7);
  expect(await countOf("referrals where completed_at is null")).toBeGreaterThan(0);
  expect(await countOf("referral_codes where uses = 0 and expires_at > $1", [now])).toBeGreaterThan(0);
  expect(await countOf("referral_codes where uses = 0 and expires_at <= $1", [now])).toBeGreaterThan(0);
});

it("has lines of every kind: running, waiting, lapsed for 30, 60 and 100 days, nobody's, and taken over", async () => {
  const lapsed = (days: number) =>
    countOf("customers where last_active_plan_at < $1", [new Date(OPTIONS.now.getTime() - days * DAY)]);
  expect(await lapsed(30)).toBeGreaterThan(await lapsed(60));
  expect(await lapsed(60)).toBeGreaterThan(await lapsed(100));
  expect(await lapsed(100)).toBeGreaterThan(0);
  expect(await countOf("lines where owner_id is null and base_ends_at > $1", [OPTIONS.now])).toBeGreaterThan(0);
  expect(
    await countOf("lines l join customers c on c.id = l.owner_id where l.created_at < c.created_at"),
  ).toBeGreaterThan(0);
  const gifts = "transactions t join lines l on l.phone = t.recipient_phone where l.owner_id <> t.payer_id";
  expect(await countOf(gifts)).toBeGreaterThan(0);
  expect(await countOf("subscriptions where starts_at > $1 and cancelled_at is null", [OPTIONS.now])).toBeGreaterThan(
    0,
  );
  expect(await valuesOf("status", "customers")).toEqual(["active", "inactive", "suspended"]);
});

it("shows the week: more is bought on Saturdays and Sundays than on any other day", async () => {
  const rows = await core.runtime.db.query<{ sales: number; is_weekend: boolean }>({
    text: `select count(*) as sales, extract(dow from created_at at time zone 'Asia/Kolkata') in (0, 6) as is_weekend from transactions
      where type <> 'refund_adjustment' group by extract(dow from created_at at time zone 'Asia/Kolkata') order by 1`,
  });
  expect(rows.map((row) => row.is_weekend)).toEqual([false, false, false, false, false, true, true]);
});

it("lets the demo customer in, who has plans running and waiting and notices that can be read", async () => {
  await signInCustomer(core.job(), { phoneNumber: DEMO_CUSTOMER.phone, password: PASSWORD });
  const [row] = await core.runtime.db.query<{ id: string }>({
    text: "select id from customers where phone = $1",
    values: [DEMO_CUSTOMER.phone],
  });
  const ctx = core.as({ kind: "customer", customerId: row?.id ?? "", sessionId: "", status: "active" });
  const active = await listActiveSubscriptions(ctx, {});
  expect(active.items.map((each) => each.topups.length)).toEqual([1]);
  expect(active.paidForOthers).toHaveLength(1);
  expect((await listQueuedSubscriptions(ctx, {})).items).toHaveLength(2);
  const { items: notices } = await listNotifications(ctx, { limit: 500 });
  expect(notices.length).toBeGreaterThan(30);
  expect(new Set(notices.map((each) => each.readAt === null)).size).toBe(2);
  expect(notices.filter((each) => /undefined|null|NaN/.test(`${each.title} ${each.body}`))).toEqual([]);
});

it("lets the demo's staff in", async () => {
  for (const { email } of DEMO_STAFF) await signInAdmin(core.job(), { email, password: PASSWORD });
});

it("leaves nothing to the popularity job, and to the worker only the last moments", async () => {
  expect(await refreshPopularity(core.job())).toEqual({ changedPlans: 0 });
  expect(await countOf("notifications where stream_seq is null and created_at < $1", [minutesAgo(3)])).toBe(0);
  const unrecorded = "start_recorded_at is null and starts_at < $1 or end_recorded_at is null and ends_at < $1";
  expect(await countOf(`subscriptions where cancelled_at is null and (${unrecorded})`, [minutesAgo(2)])).toBe(0);
});

it("goes on like any other operator: pending payments end, the audit log is sealed, the books stay right", async () => {
  core.clock.advance(10 * MINUTE);
  await reconcilePayments(core.job());
  await recordPlanBoundaries(core.job());
  await sequenceNotices(core.job());
  await sealAuditEvents(core.job(), { trustsUnsigned: true });
  expect(await countOf("transactions where status = 'pending' and type <> 'refund_adjustment'")).toBe(0);
  const { findings } = await auditBooks(core.job(), { withGateway: true, settleGraceMs: 0 });
  expect(findings).toEqual([]);
});

function minutesAgo(minutes: number): Date {
  return new Date(OPTIONS.now.getTime() - minutes * MINUTE);
}
