import { newId } from "@nexa/contracts";
import { failingSms } from "@nexa/integrations/testing/index";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { adminRouter } from "../admin-router.ts";
import { customerRouter } from "../customer-router.ts";
import { createTestCore, type TestCore, type TestCustomer } from "../testing/index.ts";
import { deliverNotices } from "./deliver-notices.ts";
import { enqueueNotices } from "./enqueue-notices.ts";
import { sequenceNotices } from "./sequence-notices.ts";

const DAY = 86_400_000;
/** In the morning of the operator, so that no test runs into the quiet hours. */
const MORNING = new Date("2026-11-23T04:30:00Z");

let core: TestCore;
let customer: TestCustomer;
let other: TestCustomer;

beforeAll(async () => {
  core = await createTestCore({ now: MORNING, sms: failingSms(1, { permanent: true }) });
  // The provider refuses the first message for good; every later one goes out.
  const first = await core.customer();
  await enqueueCancelled(first, 1);
  await deliverNotices(core.job());
});
afterAll(() => core.close());
beforeEach(async () => {
  customer = await core.customer();
  other = await core.customer();
});

const callerOf = (of: TestCustomer) => customerRouter.createCaller(of.ctx).notifications;

async function enqueueCancelled(to: TestCustomer, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const params = { planName: `Plan ${index}`, phone: to.phone };
    const causeKey = `${to.id}:${index}`;
    await enqueueNotices(to.ctx, [{ type: "plan_cancelled", customerId: to.id, phone: to.phone, params, causeKey }]);
    core.clock.advance(1);
  }
  await sequenceNotices(core.job());
}

async function enqueueReward(to: TestCustomer): Promise<void> {
  const params = { percent: 30, expiresAt: "2026-12-31T00:00:00Z" };
  const causeKey = `referral_bonus:${to.id}`;
  await enqueueNotices(to.ctx, [{ type: "referral_bonus", customerId: to.id, phone: to.phone, params, causeKey }]);
  core.clock.advance(1);
}

describe("a customer's notifications", () => {
  it("are listed newest first, page by page, with title, body and deliveries", async () => {
    await enqueueCancelled(customer, 5);
    await deliverNotices(core.job());
    const caller = callerOf(customer);
    const bodies: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await caller.list({ limit: 2, cursor });
      bodies.push(...page.items.map((item) => item.body.split(" for ")[0] ?? ""));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(bodies).toEqual(["Plan 4", "Plan 3", "Plan 2", "Plan 1", "Plan 0"]);
    const [newest] = (await caller.list({ limit: 1 })).items;
    expect(newest).toMatchObject({
      type: "plan_cancelled",
      title: "Plan cancelled",
      readAt: null,
      deliveries: [{ channel: "sms", status: "sent", sentAt: core.clock.now().toISOString(), deliveredAt: null }],
    });
  });

  it("can be filtered by type and read state, and show when they were read", async () => {
    await enqueueCancelled(customer, 2);
    await enqueueReward(customer);
    const caller = callerOf(customer);
    const [reward] = (await caller.list({ type: "referral_bonus" })).items;
    expect(reward?.type).toBe("referral_bonus");
    expect(await caller.markRead({ notificationIds: [reward?.id ?? ""] })).toEqual({ markedCount: 1 });
    expect(await caller.markRead({ notificationIds: [reward?.id ?? ""] })).toEqual({ markedCount: 0 });
    expect((await caller.list({ isUnread: true })).items.map((item) => item.type)).toEqual([
      "plan_cancelled",
      "plan_cancelled",
    ]);
    expect((await caller.list({ isUnread: false })).items.map((item) => item.id)).toEqual([reward?.id]);
  });

  it("are counted by type, read state and delivery", async () => {
    await enqueueCancelled(customer, 2);
    await deliverNotices(core.job());
    await enqueueReward(customer);
    const caller = callerOf(customer);
    await caller.markAllRead({});
    await enqueueCancelled(other, 1);
    expect(await caller.markAllRead({})).toEqual({ markedCount: 0 });
    expect(await caller.stats({})).toEqual({
      total: 3,
      unread: 0,
      byType: [
        { type: "plan_cancelled", total: 2, unread: 0 },
        { type: "referral_bonus", total: 1, unread: 0 },
      ],
      byChannel: [{ channel: "sms", total: 3, pending: 1, sent: 2, delivered: 0, failed: 0, suppressed: 0 }],
    });
    expect((await callerOf(other).stats({})).unread).toBe(1);
  });

  it("stay out of other people's sight and reach", async () => {
    await enqueueCancelled(other, 1);
    await enqueueCancelled(customer, 1);
    const [theirs] = (await callerOf(other).list({})).items;
    const [mine] = (await callerOf(customer).list({})).items;
    expect((await callerOf(customer).list({})).items).toHaveLength(1);
    const both = [mine?.id ?? "", theirs?.id ?? ""];
    await expect(callerOf(customer).markRead({ notificationIds: both })).rejects.toMatchObject({
      code: "NOT_FOUND",
      cause: { reason: "notifications.unknown" },
    });
    expect((await callerOf(customer).list({ isUnread: true })).items).toHaveLength(1);
    expect((await callerOf(other).list({ isUnread: true })).items).toHaveLength(1);
  });

  it("never show a one-time code", async () => {
    await enqueueNotices(customer.ctx, [
      {
        type: "code",
        customerId: customer.id,
        phone: customer.phone,
        params: { purpose: "add_line", expiresAt: core.clock.now().toISOString() },
        causeKey: `code:${customer.id}`,
        sealedSecret: "sealed-482913",
      },
    ]);
    expect(JSON.stringify(await callerOf(customer).list({}))).not.toContain("482913");
  });

  it("refuse a page link that is none (request.badCursor) and fields that do not exist", async () => {
    const caller = callerOf(customer);
    await expect(caller.list({ cursor: "WyJ4Il0" })).rejects.toMatchObject({ cause: { reason: "request.badCursor" } });
    const invalid = { cause: { reason: "request.invalid" } };
    await expect(caller.list({ isUnread: "false" } as never)).rejects.toMatchObject(invalid);
    await expect(caller.markRead({ notificationIds: [] })).rejects.toMatchObject(invalid);
    await expect(caller.stats({ customerId: other.id } as never)).rejects.toMatchObject(invalid);
    await expect(caller.registerDevice({ platform: "web", token: "with\u0000nul" })).rejects.toMatchObject(invalid);
  });
});

describe("devices", () => {
  it("are registered once per token and move to the account that uses the device now", async () => {
    const device = await callerOf(customer).registerDevice({ platform: "android", token: `token-${customer.id}` });
    core.clock.advance(1_000);
    const again = await callerOf(customer).registerDevice({ platform: "android", token: `token-${customer.id}` });
    expect(again).toEqual({ ...device, lastSeenAt: core.clock.now().toISOString() });
    const moved = await callerOf(other).registerDevice({ platform: "android", token: `token-${customer.id}` });
    expect(moved.id).toBe(device.id);
    await expect(callerOf(customer).removeDevice({ deviceId: device.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
      cause: { reason: "notifications.deviceUnknown" },
    });
    expect(await callerOf(other).removeDevice({ deviceId: device.id })).toEqual({ deviceId: device.id });
  });

  it("are listed to their customer alone, the one seen last first, without their tokens", async () => {
    const caller = callerOf(customer);
    const first = await caller.registerDevice({ platform: "ios", token: `listed-1-${customer.id}` });
    core.clock.advance(1_000);
    const second = await caller.registerDevice({ platform: "web", token: `listed-2-${customer.id}` });
    expect(await caller.listDevices({})).toEqual({ items: [second, first] });
    expect(await callerOf(other).listDevices({})).toEqual({ items: [] });
    await caller.removeDevice({ deviceId: first.id });
    expect(await caller.listDevices({})).toEqual({ items: [second] });
  });

  it("are kept to the twenty seen last", async () => {
    const caller = callerOf(customer);
    const oldest = await caller.registerDevice({ platform: "web", token: `first-${customer.id}` });
    for (let index = 0; index < 20; index += 1) {
      core.clock.advance(1);
      await caller.registerDevice({ platform: "web", token: `more-${index}-${customer.id}` });
    }
    await expect(caller.removeDevice({ deviceId: oldest.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const [row] = await core.runtime.db.query<{ count: number }>({
      text: "select count(*) as count from devices where customer_id = $1",
      values: [customer.id],
    });
    expect(row?.count).toBe(20);
  });
});

describe("staff", () => {
  it("see every notice with its deliveries and find the failed ones", async () => {
    const caller = adminRouter.createCaller(await core.admin("manager")).notifications;
    const failed = await caller.list({ status: "failed", channel: "sms" });
    expect(failed.items).toMatchObject([
      {
        phoneNumber: expect.stringMatching(/^\+91/),
        deliveries: [{ status: "failed", attempts: 1, nextAttemptAt: null }],
      },
    ]);
    await enqueueCancelled(customer, 2);
    const own = await caller.list({ customerId: customer.id, type: "plan_cancelled" });
    expect(own.items).toMatchObject([
      {
        customerId: customer.id,
        deliveries: [{ status: "pending", nextAttemptAt: expect.any(String), lastError: null }],
      },
      { customerId: customer.id },
    ]);
    expect((await caller.list({ customerId: newId(core.clock.now()) })).items).toEqual([]);
  });

  it("see the delivery rate of a time range", async () => {
    const caller = adminRouter.createCaller(await core.admin("owner")).notifications;
    await deliverNotices(core.job());
    core.clock.advance(40 * DAY);
    const from = core.clock.now().toISOString();
    const quiet = await caller.stats({ from, to: new Date(core.clock.now().getTime() + 1).toISOString() });
    expect(quiet).toMatchObject({ total: 0, byChannel: [], deliveryRatePercent: null });
    await enqueueCancelled(customer, 3);
    await deliverNotices(core.job());
    expect(await caller.stats({ from })).toMatchObject({
      total: 3,
      read: 0,
      byType: [{ type: "plan_cancelled", total: 3 }],
      byChannel: [{ channel: "sms", total: 3, sent: 3 }],
      deliveryRatePercent: 100,
    });
    const since = new Date(core.clock.now().getTime() - 60 * DAY).toISOString();
    const all = await caller.stats({ from: since });
    expect(all.deliveryRatePercent).toBeLessThan(100);
    expect(all.deliveryRatePercent).toBeGreaterThan(0);
  });

  it("may not ask for a range that is reversed or too long (notifications.badRange)", async () => {
    const caller = adminRouter.createCaller(await core.admin("owner")).notifications;
    const reversed = { from: "2026-03-02T00:00:00Z", to: "2026-03-01T00:00:00Z" };
    const long = { from: "2024-03-01T00:00:00Z", to: "2026-03-01T00:00:00Z" };
    for (const range of [reversed, long]) {
      await expect(caller.list(range)).rejects.toMatchObject({ cause: { reason: "notifications.badRange" } });
      await expect(caller.stats(range)).rejects.toMatchObject({ cause: { reason: "notifications.badRange" } });
    }
  });

  it("need a role that may read notifications", async () => {
    const caller = adminRouter.createCaller(await core.admin("finance")).notifications;
    await expect(caller.list({})).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
