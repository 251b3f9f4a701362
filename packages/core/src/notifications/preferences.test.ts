import { NOTIFICATION_TYPES, type NotificationType } from "@nexa/contracts";
import { failingEmail } from "@nexa/integrations/testing/index";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sealSecret } from "../crypto/sealed-secret.ts";
import { customerRouter } from "../customer-router.ts";
import { contextOf, createTestCore, type TestCore, type TestCustomer } from "../testing/index.ts";
import { channelsOf } from "./channels.ts";
import { deliverNotices } from "./deliver-notices.ts";
import { enqueueNotices } from "./enqueue-notices.ts";
import { sequenceNotices } from "./sequence-notices.ts";

const HOUR = 3_600_000;
/** 10:00 in the operator's morning; 23:00 at night; its end at 07:00. */
const MORNING = new Date("2026-11-23T04:30:00Z");
const NIGHT = new Date("2026-11-23T17:30:00Z");
const DAWN = new Date("2026-11-24T01:30:00Z");

let core: TestCore;
let customer: TestCustomer;
let causes = 0;

beforeEach(async () => {
  core = await createTestCore({ now: MORNING });
  customer = await core.customer();
});
afterEach(() => core.close());

const api = (of: TestCustomer = customer) => customerRouter.createCaller(of.ctx).notifications;

function notice(to: TestCustomer, type: "plan_cancelled" | "service_restored") {
  causes += 1;
  const params = { planName: "Super 299", phone: to.phone };
  return { type, params, customerId: to.id, phone: to.phone, causeKey: `${type}:${causes}` };
}

async function tell(...types: ("plan_cancelled" | "service_restored")[]): Promise<void> {
  await enqueueNotices(
    core.job(),
    types.map((type) => notice(customer, type)),
  );
  await sequenceNotices(core.job());
}

function deliveries() {
  return core.runtime.db.query<{ type: string; channel: string; status: string; error: string; nextAttemptAt: Date }>({
    text: `select type, channel, status, last_error as error, attempts, next_attempt_at as "nextAttemptAt"
      from notification_deliveries join notifications on id = notification_id order by type, channel`,
  });
}

async function verifyEmail(address: string): Promise<void> {
  await core.runtime.db.query({
    text: "update customers set email = $2, email_verified_at = $3 where id = $1",
    values: [customer.id, address, core.clock.now()],
  });
}

const off = (type: NotificationType, channel: "sms" | "push" | "email" = "sms") => ({
  preferences: [{ type, channel, isEnabled: false }],
});

describe("preferences", () => {
  it("are all on at first and say what cannot be switched off", async () => {
    const { preferences, ...quiet } = await api().getPreferences({});
    expect(quiet).toEqual({
      quietFromMinute: null,
      quietUntilMinute: null,
      quietHours: { fromMinute: 1_320, untilMinute: 420, timezone: "Asia/Kolkata" },
    });
    expect(preferences.map(({ type }) => type)).toEqual([...NOTIFICATION_TYPES]);
    expect(preferences.every(({ channels }) => channels.every(({ isEnabled }) => isEnabled))).toBe(true);
    expect(preferences.filter(({ canSwitchOff }) => !canSwitchOff).map(({ type }) => type)).toEqual([
      ...["payment_success", "payment_failure", "payment_pending", "refund_issued", "bill_issued"],
      ...["postpaid_due_date", "postpaid_overdue", "service_suspended", "service_restored", "addon_activated"],
      ...["link_request", "security_alert", "code"],
    ]);
  });

  it("suppress what was switched off, on that channel alone, and keep it in the app", async () => {
    await api().registerDevice({ platform: "web", token: "device-token" });
    const answer = await api().updatePreferences(off("plan_cancelled"));
    expect(answer.preferences.find(({ type }) => type === "plan_cancelled")?.channels).toEqual([
      { channel: "sms", isEnabled: false },
      { channel: "push", isEnabled: true },
    ]);
    await tell("plan_cancelled");
    await deliverNotices(core.job());
    expect(await deliveries()).toMatchObject([
      { channel: "push", status: "sent" },
      { channel: "sms", status: "suppressed", error: "the customer switched it off" },
    ]);
    expect(core.sms.calls()).toEqual([]);
    const { items } = await api().list({ limit: 10 });
    expect(items).toMatchObject([{ type: "plan_cancelled", readAt: null }]);
  });

  it("are the customer's own and can be switched on again", async () => {
    await api(await core.customer()).updatePreferences(off("plan_cancelled"));
    await api().updatePreferences(off("plan_cancelled"));
    await api().updatePreferences({ preferences: [{ type: "plan_cancelled", channel: "sms", isEnabled: true }] });
    await tell("plan_cancelled");
    expect(await deliveries()).toMatchObject([{ channel: "sms", status: "pending" }]);
  });

  it("cannot switch off money and security (notifications.alwaysOn)", async () => {
    for (const type of ["bill_issued", "security_alert", "code"] as const) {
      await expect(api().updatePreferences(off(type))).rejects.toMatchObject({
        cause: { reason: "notifications.alwaysOn", code: "CONFLICT" },
      });
    }
    const on = { preferences: [{ type: "bill_issued" as const, channel: "sms" as const, isEnabled: true }] };
    await expect(api().updatePreferences(on)).resolves.toBeDefined();
  });

  it("refuse a channel that the type does not use (notifications.channelUnused)", async () => {
    await expect(api().updatePreferences(off("plan_cancelled", "email"))).rejects.toMatchObject({
      cause: { reason: "notifications.channelUnused" },
    });
  });

  it("that name a pair twice count its last word", async () => {
    const choice = { type: "promotional" as const, channel: "sms" as const };
    await api().updatePreferences({
      preferences: [
        { ...choice, isEnabled: false },
        { ...choice, isEnabled: true },
      ],
    });
    const { preferences: now } = await api().getPreferences({});
    expect(now.find(({ type }) => type === "promotional")?.channels[0]).toEqual({ channel: "sms", isEnabled: true });
  });

  it("stay whole when they are changed twice at once", async () => {
    const types = NOTIFICATION_TYPES.filter((type) => ["plan_queued", "plan_activated", "plan_expired"].includes(type));
    const preferences = types.map((type) => ({ type, channel: "sms" as const, isEnabled: false }));
    await Promise.all([
      api().updatePreferences({ preferences }),
      api().updatePreferences({ preferences: preferences.toReversed(), quietFromMinute: 1, quietUntilMinute: 2 }),
    ]);
    const answer = await api().getPreferences({});
    const isOff = answer.preferences.filter(({ channels }) => channels.some(({ isEnabled }) => !isEnabled));
    expect(isOff.map(({ type }) => type)).toEqual(types);
    expect(answer.quietHours).toMatchObject({ fromMinute: 1, untilMinute: 2 });
  });
});

describe("quiet hours", () => {
  it("let what can wait come in the morning, and money at once", async () => {
    core.clock.set(NIGHT);
    await tell("plan_cancelled", "service_restored");
    expect(await deliverNotices(core.job())).toMatchObject({ sent: 1, deferred: 1 });
    expect(await deliveries()).toMatchObject([
      { type: "plan_cancelled", status: "pending", attempts: 0, nextAttemptAt: DAWN },
      { type: "service_restored", status: "sent" },
    ]);
    core.clock.set(new Date(DAWN.getTime() - 1));
    expect(await deliverNotices(core.job())).toMatchObject({ sent: 0, deferred: 0 });
    core.clock.set(DAWN);
    expect(await deliverNotices(core.job())).toMatchObject({ sent: 1 });
    expect(core.sms.sent()).toHaveLength(2);
  });

  it("also hold for a notice that was placed before them and for a retry", async () => {
    core.clock.set(new Date(NIGHT.getTime() - 2 * HOUR));
    await tell("plan_cancelled");
    core.clock.set(NIGHT);
    expect(await deliverNotices(core.job())).toMatchObject({ deferred: 1 });
  });

  it("are the customer's own where they chose some, and none where both minutes are equal", async () => {
    core.clock.set(NIGHT);
    await api().updatePreferences({ quietFromMinute: 600, quietUntilMinute: 600 });
    await tell("plan_cancelled");
    expect(await deliverNotices(core.job())).toMatchObject({ sent: 1 });
    await api().updatePreferences({ quietFromMinute: 1_380, quietUntilMinute: 1_410 });
    await tell("plan_cancelled");
    expect(await deliverNotices(core.job())).toMatchObject({ deferred: 1 });
    core.clock.advance(HOUR / 2);
    expect(await deliverNotices(core.job())).toMatchObject({ sent: 1 });
    const { quietHours } = await api().updatePreferences({ quietFromMinute: null, quietUntilMinute: null });
    expect(quietHours).toMatchObject({ fromMinute: 1_320, untilMinute: 420 });
  });

  it("need a start and an end (notifications.quietHoursIncomplete)", async () => {
    for (const half of [
      { quietFromMinute: 60 },
      { quietUntilMinute: null },
      { quietFromMinute: 60, quietUntilMinute: null },
    ]) {
      await expect(api().updatePreferences(half)).rejects.toMatchObject({
        cause: { reason: "notifications.quietHoursIncomplete" },
      });
    }
  });

  it("let nothing but money and security reach who closed the account meanwhile", async () => {
    core.clock.set(NIGHT);
    await tell("plan_cancelled");
    await deliverNotices(core.job());
    await core.runtime.db.query({
      text: "update customers set status = 'closed', closed_at = $2, phone = null where id = $1",
      values: [customer.id, core.clock.now()],
    });
    await tell("service_restored");
    core.clock.set(DAWN);
    await deliverNotices(core.job());
    expect(await deliveries()).toMatchObject([
      { type: "plan_cancelled", status: "suppressed", error: "the account was closed" },
      { type: "service_restored", status: "sent" },
    ]);
  });

  it("put each of many off once, with two deliverers at work", async () => {
    core.clock.set(NIGHT);
    await tell(...Array.from({ length: 60 }, () => "plan_cancelled" as const));
    const jobs = [core.job(), contextOf(core.another(), { kind: "job", name: "other" })];
    const counts = await Promise.all(jobs.map((job) => deliverNotices(job)));
    expect(counts.reduce((sum, count) => sum + count.deferred, 0)).toBe(60);
    core.clock.set(DAWN);
    await Promise.all(jobs.map((job) => deliverNotices(job)));
    expect(core.sms.calls()).toHaveLength(60);
  });
});

describe("e-mail", () => {
  it("carries notices of money to a verified address, and nothing to one that is not", async () => {
    await tell("service_restored", "plan_cancelled");
    await verifyEmail("asha@example.com");
    await tell("service_restored", "plan_cancelled");
    await deliverNotices(core.job());
    expect(core.email.sent()).toEqual([
      {
        idempotencyKey: expect.stringMatching(/^[0-9a-f-]{36}:email$/),
        to: "asha@example.com",
        subject: "Service restored",
        text: expect.stringContaining("works again."),
      },
    ]);
  });

  it("is tried again with the same key when the provider fails, and given up when it says never", async () => {
    await core.close();
    const email = failingEmail(2);
    core = await createTestCore({ now: MORNING, email });
    customer = await core.customer();
    await verifyEmail("asha@example.com");
    await tell("service_restored");
    for (const wait of [0, 10_000, 30_000]) {
      core.clock.advance(wait);
      await deliverNotices(core.job());
    }
    expect(email.sent()).toHaveLength(1);
    expect(new Set(email.calls().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    expect(await deliveries()).toMatchObject([
      { channel: "email", status: "sent", attempts: 3 },
      { channel: "sms", status: "sent" },
    ]);
  });

  it("is suppressed where the address was removed before it went out", async () => {
    await verifyEmail("asha@example.com");
    await tell("service_restored");
    await core.runtime.db.query({ text: "update customers set email = null, email_verified_at = null" });
    await deliverNotices(core.job());
    expect(await deliveries()).toMatchObject([
      { channel: "email", status: "suppressed", error: expect.stringContaining("no verified e-mail") },
      { channel: "sms", status: "sent" },
    ]);
  });

  it("takes a code to the address it proves and to no phone", async () => {
    await enqueueNotices(core.job(), [
      {
        type: "code",
        customerId: customer.id,
        phone: customer.phone,
        params: {
          purpose: "verify_email",
          expiresAt: new Date(MORNING.getTime() + HOUR).toISOString(),
          email: "new@example.com",
        },
        sealedSecret: sealSecret(core.runtime.config, "482913"),
        causeKey: "code:email",
      },
    ]);
    await sequenceNotices(core.job());
    await deliverNotices(core.job());
    expect(core.email.sent()).toMatchObject([{ to: "new@example.com", text: expect.stringContaining("482913") }]);
    expect(core.sms.calls()).toEqual([]);
  });
});

it("no type travels without a channel", () => {
  expect(NOTIFICATION_TYPES.filter((type) => channelsOf(type).length === 0)).toEqual([]);
});
