import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { adminRouter } from "../../admin-router.ts";
import { recharge } from "../../recharge/recharge.fixture.ts";
import { recordPlanBoundaries } from "../../subscriptions/index.ts";
import { aPhone, contextOf, createTestCore, type TestCore, type TestCustomer } from "../../testing/index.ts";
import { deliverNotices } from "../deliver-notices.ts";
import { enqueueNotices } from "../enqueue-notices.ts";
import { recordDeliveryReceipt } from "../record-delivery-receipt.ts";
import { sequenceNotices } from "../sequence-notices.ts";
import { triggerNotices } from "./trigger-notices.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MB = 1_048_576;
const NOTHING = { endingPlans: 0, lowBalances: 0, inactiveCustomers: 0 };

let core: TestCore;
let customer: TestCustomer;
beforeEach(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T04:30:00Z") });
  customer = await core.customer();
});
afterEach(() => core.close());

const run = () => triggerNotices(core.job());

function told(type: string) {
  return core.runtime.db.query<{ customerId: string | null; phone: string; params: object }>({
    text: `select customer_id as "customerId", phone, params from notifications where type = $1 order by id`,
    values: [type],
  });
}

async function use(bytes: number): Promise<void> {
  await core.runtime.db.query({
    text: `insert into usage_buckets (id, source, source_id, kind, allowance, used, created_at, updated_at)
      select gen_random_uuid(), 'subscription', id, 'data', (terms->>'dataAllowanceBytes')::int8, $2, $3, $3
      from subscriptions where line_id = $1 on conflict (source_id, kind) do update set used = excluded.used`,
    values: [customer.lineId, bytes, core.clock.now()],
  });
}

describe("a plan that ends within 24 hours", () => {
  it("is told of once, with the plan that follows", async () => {
    const [first, next] = [await core.plan({ name: "First", validityDays: 2 }), await core.plan({ name: "Next" })];
    await recharge(customer, first.id);
    await recharge(customer, next.id);
    core.clock.advance(DAY - 1);
    expect(await run()).toEqual(NOTHING);
    core.clock.advance(1);
    expect(await run()).toMatchObject({ endingPlans: 1 });
    core.clock.advance(HOUR);
    expect(await run()).toEqual(NOTHING);
    const endsAt = new Date("2026-11-25T04:30:00Z").toISOString();
    expect(await told("plan_expiry")).toEqual([
      {
        customerId: customer.id,
        phone: customer.phone,
        params: { planName: "First", phone: customer.phone, endsAt, nextPlanName: "Next" },
      },
    ]);
  });

  it("is told to the number where the line has no owner, and top-ups are not told of", async () => {
    const [plan, topup] = [
      await core.plan({ validityDays: 1 }),
      await core.plan({ isTopup: true, validityDays: 1, dailyDataLimitBytes: null }),
    ];
    const phone = aPhone();
    await recharge(customer, plan.id, { recipientPhoneNumber: phone });
    await recharge(customer, topup.id, { recipientPhoneNumber: phone });
    expect(await run()).toMatchObject({ endingPlans: 1 });
    expect(await told("plan_expiry")).toMatchObject([{ customerId: null, phone }]);
  });

  it("is told once by two workers, also of more than a chunk", async () => {
    const plan = await core.plan({ validityDays: 1 });
    await recharge(customer, plan.id);
    // A thousand more lines with the same plan.
    await core.runtime.db.query({
      text: `with line as (
          insert into lines (id, phone, owner_id, created_at)
          select gen_random_uuid(), '+9197' || lpad(n::text, 8, '0'), $1, $2 from generate_series(1, 1000) as n returning id
        )
        insert into subscriptions (id, line_id, transaction_id, payer_id, plan_id, is_topup, terms, starts_at, ends_at, created_at, start_recorded_at)
        select gen_random_uuid(), line.id, gen_random_uuid(), payer_id, plan_id, is_topup, terms, starts_at, ends_at, created_at, created_at
        from line cross join subscriptions`,
      values: [customer.id, core.clock.now()],
    });
    const other = contextOf(core.another(), { kind: "job", name: "other" });
    await Promise.all([run(), triggerNotices(other)]);
    expect(await told("plan_expiry")).toHaveLength(1_001);
    expect(await run()).toEqual(NOTHING);
  });
});

describe("a low balance", () => {
  it("is told of once, by the same cause as use tells it", async () => {
    const plan = await core.plan({ dataAllowanceBytes: 1_000 * MB, dailyDataLimitBytes: null });
    await recharge(customer, plan.id);
    await use(800 * MB);
    expect(await run()).toEqual(NOTHING);
    await use(801 * MB);
    expect(await run()).toMatchObject({ lowBalances: 1 });
    expect(await run()).toEqual(NOTHING);
    expect(await told("low_balance")).toMatchObject([
      { customerId: customer.id, params: { remainingBytes: 199 * MB, planName: plan.name } },
    ]);
    const [cause] = await core.runtime.db.query<{ matches: boolean }>({
      text: `select cause_key = 'low_balance:' || (select id from subscriptions) as matches from notification_causes
        where cause_key like 'low_balance:%'`,
    });
    expect(cause?.matches).toBe(true);
  });

  it("is not told of where all is gone, nor of a plan that never had more", async () => {
    const small = await core.plan({ dataAllowanceBytes: 100 * MB, dailyDataLimitBytes: null });
    await recharge(customer, small.id);
    await use(50 * MB);
    expect(await run()).toEqual(NOTHING);
    await core.runtime.db.query({ text: "delete from usage_buckets" });
    await core.runtime.db.query({
      text: `update subscriptions set terms = jsonb_set(terms, '{dataAllowanceBytes}', '1000000000')`,
    });
    await use(1_000_000_000);
    expect(await run()).toEqual(NOTHING);
  });
});

describe("a customer without a plan", () => {
  it("is warned after 30 and after 60 days, once each, and anew after another plan", async () => {
    const days = async () => (await told("inactivity_warning")).map(({ params }) => params);
    core.clock.advance(30 * DAY - 1);
    expect(await run()).toEqual(NOTHING);
    core.clock.advance(1);
    expect(await run()).toMatchObject({ inactiveCustomers: 1 });
    core.clock.advance(29 * DAY);
    expect(await run()).toEqual(NOTHING);
    core.clock.advance(DAY);
    expect(await run()).toMatchObject({ inactiveCustomers: 1 });
    expect(await days()).toEqual([{ days: 30 }, { days: 60 }]);
    const plan = await core.plan({ validityDays: 28 });
    await recharge(customer, plan.id);
    core.clock.advance(28 * DAY);
    await recordPlanBoundaries(core.job());
    expect(await run()).toEqual(NOTHING);
    core.clock.advance(30 * DAY);
    expect(await run()).toMatchObject({ inactiveCustomers: 1 });
    expect(await days()).toHaveLength(3);
  });

  it("is not warned while a plan runs or waits, when suspended, or when away for very long", async () => {
    core.clock.advance(29 * DAY);
    await recharge(customer, (await core.plan()).id);
    const suspended = await core.customer();
    await core.runtime.db.query({
      text: "update customers set status = 'suspended' where id = $1",
      values: [suspended.id],
    });
    const away = await core.customer();
    await core.runtime.db.query({
      text: "update customers set created_at = '2020-01-01T00:00:00Z' where id = $1",
      values: [away.id],
    });
    core.clock.advance(DAY);
    expect(await run()).toEqual(NOTHING);
  });

  it("is warned as the operator sets it, only of the last warning that is reached", async () => {
    await core.runtime.db.query({
      text: "insert into operator_settings (name, value, updated_at) values ('inactivityWarningDays', '[5, 10]', now())",
    });
    core.clock.advance(11 * DAY);
    expect(await triggerNotices(contextOf(core.another(), { kind: "job", name: "fresh" }))).toMatchObject({
      inactiveCustomers: 1,
    });
    expect(await told("inactivity_warning")).toMatchObject([{ params: { days: 10 } }]);
  });
});

it("stops between two chunks when it is told to", async () => {
  core.clock.advance(30 * DAY);
  expect(await triggerNotices(core.job(), AbortSignal.abort())).toEqual(NOTHING);
  expect(await run()).toMatchObject({ inactiveCustomers: 1 });
});

it("shows in the figures of what the system sent by itself, with the delivery rate", async () => {
  const other = await core.customer();
  core.clock.advance(30 * DAY);
  await run();
  await sequenceNotices(core.job());
  await deliverNotices(core.job());
  const [sent] = core.sms.sent();
  const receipt = { providerReference: `recorded-${sent?.idempotencyKey}`, channel: "sms" as const };
  await recordDeliveryReceipt(core.job(), { ...receipt, outcome: "undelivered" });
  await enqueueNotices(core.job(), [
    {
      type: "plan_cancelled",
      customerId: other.id,
      phone: other.phone,
      params: { planName: "Super 299", phone: other.phone },
      causeKey: "by a person",
    },
  ]);
  const staff = adminRouter.createCaller(await core.admin("manager")).notifications;
  const stats = await staff.automatedStats({});
  expect(stats).toMatchObject({ total: 2, deliveryRatePercent: 50 });
  expect(stats.triggers.find(({ type }) => type === "inactivity_warning")).toMatchObject({
    total: 2,
    read: 0,
    byChannel: [{ channel: "sms", total: 2, sent: 1, failed: 1 }],
    deliveryRatePercent: 50,
  });
  expect(stats.triggers.find(({ type }) => type === "low_balance")).toMatchObject({
    total: 0,
    byChannel: [],
    deliveryRatePercent: null,
  });
  const backwards = staff.automatedStats({ from: "2026-02-01T00:00:00Z", to: "2026-01-01T00:00:00Z" });
  await expect(backwards).rejects.toMatchObject({ cause: { reason: "notifications.badRange" } });
});
