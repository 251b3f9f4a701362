import { newId } from "@nexa/contracts";
import { lines } from "@nexa/db";
import type { SmsMessage } from "@nexa/integrations";
import { failingSms, recordingPush, recordingSms } from "@nexa/integrations/testing/index";
import { eq } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { sealSecret } from "../crypto/sealed-secret.ts";
import { aPhone, contextOf, createTestCore, type TestCore, type TestCustomer } from "../testing/index.ts";
import { adminNotificationStats } from "./admin-notification-stats.ts";
import { deliverNotices } from "./deliver-notices.ts";
import { claimDeliveries } from "./delivery/claim-deliveries.ts";
import { enqueueNotices } from "./enqueue-notices.ts";
import { recordDeliveryReceipt } from "./record-delivery-receipt.ts";
import { sequenceNotices } from "./sequence-notices.ts";

const MINUTE = 60_000;
const CODE = "482913";
/** In the morning of the operator, so that no test runs into the quiet hours. */
const MORNING = new Date("2026-11-23T04:30:00Z");

let core: TestCore;
afterEach(() => core.close());

async function openCore(options: Parameters<typeof createTestCore>[0] = {}): Promise<TestCustomer> {
  core = await createTestCore({ now: MORNING, ...options });
  return core.customer();
}

async function enqueueCancelled(customer: TestCustomer, count = 1): Promise<void> {
  const notices = Array.from({ length: count }, (_, index) => ({
    type: "plan_cancelled" as const,
    customerId: customer.id,
    phone: customer.phone,
    params: { planName: `Plan ${index}`, phone: customer.phone },
    causeKey: `plan_cancelled:${customer.id}:${index}`,
  }));
  await enqueueNotices(customer.ctx, notices);
  await sequenceNotices(core.job());
}

async function enqueueCode(customer: TestCustomer, expiresAt: Date): Promise<void> {
  await enqueueNotices(customer.ctx, [
    {
      type: "code",
      customerId: null,
      phone: customer.phone,
      params: { purpose: "registration", expiresAt: expiresAt.toISOString() },
      causeKey: `code:${newId(core.clock.now())}`,
      sealedSecret: sealSecret(core.runtime.config, CODE),
    },
  ]);
  await sequenceNotices(core.job());
}

async function addDevice(customer: TestCustomer, token: string): Promise<void> {
  const now = core.clock.now();
  await core.runtime.db.query({
    text: "insert into devices (id, customer_id, platform, token, created_at, last_seen_at) values ($1, $2, 'android', $3, $4, $4)",
    values: [newId(now), customer.id, token, now],
  });
}

function deliveries() {
  return core.runtime.db.query<{
    channel: string;
    status: string;
    attempts: number;
    error: string | null;
    sentAt: Date | null;
  }>({
    text: `select channel, status, attempts, last_error as error, sent_at as "sentAt" from notification_deliveries order by channel, status`,
  });
}

async function sealedSecrets(): Promise<number> {
  const rows = await core.runtime.db.query({ text: "select id from notifications where sealed_secret is not null" });
  return rows.length;
}

describe("the deliverer", () => {
  it("sends what is due once, with the notice's id and channel as key", async () => {
    const customer = await openCore();
    await enqueueCancelled(customer);
    expect(await deliverNotices(core.job())).toMatchObject({ sent: 1 });
    expect(await deliverNotices(core.job())).toMatchObject({ sent: 0 });
    const [notice] = await core.runtime.db.query<{ id: string }>({ text: "select id from notifications" });
    expect(core.sms.calls()).toEqual([
      {
        idempotencyKey: `${notice?.id}:sms`,
        to: customer.phone,
        text: expect.stringMatching(/^Plan 0 for \+91 98.* was cancelled\.$/),
      },
    ]);
    expect(await deliveries()).toEqual([
      { channel: "sms", status: "sent", attempts: 1, error: null, sentAt: core.clock.now() },
    ]);
  });

  it("delivers once although the provider fails four times first", async () => {
    const sms = failingSms(4);
    const customer = await openCore({ sms });
    await enqueueCancelled(customer);
    for (const wait of [0, 10_000, 30_000, 2 * MINUTE]) {
      core.clock.advance(wait);
      expect(await deliverNotices(core.job())).toMatchObject({ sent: 0, retry: 1 });
      expect(await deliverNotices(core.job())).toMatchObject({ sent: 0, retry: 0 });
    }
    core.clock.advance(10 * MINUTE);
    expect(await deliverNotices(core.job())).toMatchObject({ sent: 1 });
    core.clock.advance(24 * 60 * MINUTE);
    await deliverNotices(core.job());
    expect(sms.sent()).toHaveLength(1);
    expect(sms.calls()).toHaveLength(5);
    expect(new Set(sms.calls().map((call) => call.idempotencyKey)).size).toBe(1);
    expect(await deliveries()).toMatchObject([{ status: "sent", attempts: 5, error: null }]);
  });

  it("gives up after five retries and says why", async () => {
    const sms = failingSms(100);
    const customer = await openCore({ sms });
    await enqueueCancelled(customer);
    for (let each = 0; each < 10; each += 1) {
      await deliverNotices(core.job());
      core.clock.advance(60 * MINUTE);
    }
    expect(sms.calls()).toHaveLength(6);
    expect(await deliveries()).toMatchObject([
      { status: "failed", attempts: 6, error: expect.stringContaining("refused") },
    ]);
  });

  it("records a failure whose words PostgreSQL cannot hold as they are, so that the batch is not sent for ever", async () => {
    const sms = recordingSms();
    const words = `no\u0000 ${"\u{1F6AB}".repeat(300)}`;
    const send = (message: SmsMessage) =>
      message.text.startsWith("Plan 0") ? Promise.reject(new Error(words)) : sms.send(message);
    const customer = await openCore({ sms: { ...sms, send } });
    await enqueueCancelled(customer, 2);
    expect(await deliverNotices(core.job())).toMatchObject({ sent: 1, retry: 1 });
    expect((await deliveries()).map((each) => each.status)).toEqual(["pending", "sent"]);
  });

  it("keeps what waited for a number from the one who owns it by then, but for codes", async () => {
    const customer = await openCore();
    const { orm } = core.runtime.db;
    const phone = aPhone();
    const owner = await core.customer();
    await orm.insert(lines).values({ id: newId(MORNING), phone, ownerId: customer.id, createdAt: MORNING });
    await enqueueCancelled({ ...customer, phone });
    await orm.update(lines).set({ ownerId: null, releasedAt: MORNING }).where(eq(lines.phone, phone));
    await orm.insert(lines).values({ id: newId(MORNING), phone, ownerId: owner.id, createdAt: MORNING });
    await enqueueCode({ ...owner, phone }, new Date(core.clock.now().getTime() + MINUTE));
    expect(await deliverNotices(core.job())).toMatchObject({ sent: 1, suppressed: 1 });
    expect(core.sms.calls().map(({ text }) => text.includes(CODE))).toEqual([true]);
  });

  it("sends a code before the many notices that wait already", async () => {
    const customer = await openCore();
    await enqueueCancelled(customer, 5);
    core.clock.advance(MINUTE);
    await enqueueCode(customer, new Date(core.clock.now().getTime() + MINUTE));
    expect(await deliverNotices(core.job(), { limit: 1 })).toMatchObject({ sent: 1 });
    expect(core.sms.calls().map(({ text }) => text.includes(CODE))).toEqual([true]);
  });

  it("gives up at once when the provider says that trying again cannot help", async () => {
    const customer = await openCore({ sms: failingSms(1, { permanent: true }) });
    await enqueueCancelled(customer);
    expect(await deliverNotices(core.job())).toMatchObject({ failed: 1 });
    expect(await deliveries()).toMatchObject([{ status: "failed", attempts: 1 }]);
  });

  it("sends again with the same key when a deliverer died between claim and record, but not before its lease ends", async () => {
    const customer = await openCore();
    await enqueueCancelled(customer);
    const until = new Date(core.clock.now().getTime() + 2 * MINUTE);
    const [claimed] = await claimDeliveries(core.job(), { owner: newId(core.clock.now()), until }, 10);
    await core.sms.send({
      idempotencyKey: `${claimed?.notificationId}:sms`,
      to: customer.phone,
      text: "sent, then the power went",
    });
    core.clock.set(new Date(until.getTime() - 1));
    expect(await deliverNotices(core.job())).toMatchObject({ sent: 0 });
    core.clock.set(until);
    expect(await deliverNotices(core.job())).toMatchObject({ sent: 1 });
    expect(core.sms.calls()).toHaveLength(2);
    expect(core.sms.sent()).toHaveLength(1);
    expect(await deliveries()).toMatchObject([{ status: "sent", attempts: 2 }]);
  });

  it("never sends a delivery twice while leases live, with several deliverers at once", async () => {
    const customer = await openCore();
    await enqueueCancelled(customer, 220);
    const workers = [core.runtime, core.another(), core.another()];
    const counts = await Promise.all(
      workers.map((runtime) => deliverNotices(contextOf(runtime, { kind: "job", name: "deliverer" }))),
    );
    expect(counts.reduce((sum, count) => sum + count.sent, 0)).toBe(220);
    expect(core.sms.calls()).toHaveLength(220);
    expect(core.sms.sent()).toHaveLength(220);
  });

  it("sends no more than its limit", async () => {
    const customer = await openCore();
    await enqueueCancelled(customer, 60);
    expect(await deliverNotices(core.job(), { limit: 55 })).toMatchObject({ sent: 55 });
    expect(core.sms.calls()).toHaveLength(55);
  });

  it("pushes to every device and forgets the dead ones", async () => {
    const customer = await openCore({ push: recordingPush(["dead-token"]) });
    await addDevice(customer, "dead-token");
    await addDevice(customer, "live-token");
    await enqueueCancelled(customer);
    await deliverNotices(core.job());
    expect(core.push.sent().map((message) => message.to)).toEqual(["live-token"]);
    expect(core.push.sent()[0]).toMatchObject({ title: "Plan cancelled", data: { type: "plan_cancelled" } });
    expect(await deliveries()).toMatchObject([
      { channel: "push", status: "sent" },
      { channel: "sms", status: "sent" },
    ]);
    const left = await core.runtime.db.query({ text: "select token from devices" });
    expect(left).toEqual([{ token: "live-token" }]);
  });

  it("suppresses a push whose customer has removed the last device", async () => {
    const customer = await openCore();
    await addDevice(customer, "gone-token");
    await enqueueCancelled(customer);
    await core.runtime.db.query({ text: "delete from devices" });
    await deliverNotices(core.job());
    expect(await deliveries()).toMatchObject([
      { channel: "push", status: "suppressed" },
      { channel: "sms", status: "sent" },
    ]);
  });

  it("puts a code into the SMS and forgets it when delivery has ended", async () => {
    const sms = failingSms(1);
    const customer = await openCore({ sms });
    await enqueueCode(customer, new Date(core.clock.now().getTime() + 10 * MINUTE));
    await deliverNotices(core.job());
    expect(await sealedSecrets()).toBe(1);
    core.clock.advance(10_000);
    await deliverNotices(core.job());
    expect(sms.sent()[0]?.text).toMatch(new RegExp(`^${CODE} is your code`));
    expect(await sealedSecrets()).toBe(0);
  });

  it("does not send a code that has run out, and forgets it", async () => {
    const customer = await openCore({ sms: recordingSms() });
    await enqueueCode(customer, new Date(core.clock.now().getTime() + MINUTE));
    core.clock.advance(MINUTE);
    expect(await deliverNotices(core.job())).toMatchObject({ failed: 1 });
    expect(core.sms.calls()).toHaveLength(0);
    expect(await sealedSecrets()).toBe(0);
  });

  it("takes a delivery receipt once, before or after the sending is recorded", async () => {
    const customer = await openCore();
    await enqueueCancelled(customer);
    const [notice] = await core.runtime.db.query<{ id: string }>({ text: "select id from notifications" });
    const receipt = { notificationId: notice?.id ?? "", channel: "sms" as const };
    expect(await recordDeliveryReceipt(core.job(), receipt)).toEqual({ isKnown: true, isNew: true });
    expect(await recordDeliveryReceipt(core.job(), receipt)).toEqual({ isKnown: true, isNew: false });
    await deliverNotices(core.job());
    expect(core.sms.calls()).toHaveLength(0);
    expect(await deliveries()).toMatchObject([{ status: "delivered", sentAt: core.clock.now() }]);
    expect(await recordDeliveryReceipt(core.job(), { ...receipt, channel: "push" })).toEqual({
      isKnown: false,
      isNew: false,
    });
  });

  it("takes a receipt by the provider's name of the message, also the word that it never arrived", async () => {
    const customer = await openCore();
    await enqueueCancelled(customer, 2);
    await deliverNotices(core.job());
    const [one, two] = core.sms.calls().map(({ idempotencyKey }) => `recorded-${idempotencyKey}`);
    const receipt = (providerReference = "") => ({ providerReference, channel: "sms" as const });
    const never = { ...receipt(two), outcome: "undelivered" as const, detail: "The number does not exist." };
    expect(await recordDeliveryReceipt(core.job(), receipt(one))).toEqual({ isKnown: true, isNew: true });
    expect(await recordDeliveryReceipt(core.job(), never)).toEqual({ isKnown: true, isNew: true });
    // Delivered is not taken back; a failure may still turn out to have been delivered.
    expect(await recordDeliveryReceipt(core.job(), { ...never, ...receipt(one) })).toMatchObject({ isNew: false });
    expect(await deliveries()).toMatchObject([
      { status: "delivered", error: null },
      { status: "failed", error: "The number does not exist." },
    ]);
    const stats = await adminNotificationStats(await core.admin("owner"), {});
    expect(stats).toMatchObject({ deliveryRatePercent: 50, receiptRatePercent: 100 });
    expect(await recordDeliveryReceipt(core.job(), receipt(two))).toMatchObject({ isNew: true });
    const unknown = await recordDeliveryReceipt(core.job(), receipt("somebody else's"));
    expect(unknown).toEqual({ isKnown: false, isNew: false });
    expect(await recordDeliveryReceipt(core.job(), { ...receipt(one), channel: "email" })).toEqual(unknown);
  });

  it("takes one receipt of many that come at once", async () => {
    const customer = await openCore();
    await enqueueCancelled(customer);
    await deliverNotices(core.job());
    const receipt = { providerReference: `recorded-${core.sms.calls()[0]?.idempotencyKey}`, channel: "sms" as const };
    const answers = await Promise.all(Array.from({ length: 10 }, () => recordDeliveryReceipt(core.job(), receipt)));
    expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1);
  });
});
