import { randomUUID } from "node:crypto";
import type { AdminRole, Broadcast, SendNotificationInput } from "@nexa/contracts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { adminRouter } from "../../admin-router.ts";
import { auditBooks } from "../../audit/index.ts";
import { withTransaction } from "../../context.ts";
import { recharge } from "../../recharge/recharge.fixture.ts";
import { contextOf, createTestCore, type TestCore, type TestCustomer } from "../../testing/index.ts";
import { deliverNotices } from "../deliver-notices.ts";
import { recordDeliveryReceipt } from "../record-delivery-receipt.ts";
import { sequenceNotices } from "../sequence-notices.ts";
import { runBroadcasts } from "./run-broadcasts.ts";

const DAY = 86_400_000;
const OFFER = { title: "Holi offer", text: "Every plan is 10 % cheaper." };
const ALL = { ...OFFER, isToEveryone: true };

let core: TestCore;
beforeEach(async () => {
  // In the morning of the operator: at night offers wait.
  core = await createTestCore({ now: new Date("2026-11-23T04:30:00Z") });
});
afterEach(() => core.close());

async function api(role: AdminRole = "manager") {
  return adminRouter.createCaller(await core.admin(role)).notifications;
}

const many = (count: number) => Promise.all(Array.from({ length: count }, () => core.customer()));

const keyed = <T extends object>(input: T) => ({ ...input, idempotencyKey: randomUUID() });

async function refusal(input: Partial<SendNotificationInput>, role: AdminRole = "manager"): Promise<unknown> {
  const staff = await api(role);
  const sent = staff.send(keyed({ ...OFFER, ...input })).then(() => "sent");
  return sent.catch((error: { cause?: { reason?: string } }) => error.cause?.reason);
}

/** Waits until so many statements of this database wait for a lock. */
function waiting(count: number) {
  const statements = () =>
    core.runtime.db.query({
      text: "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    });
  return expect.poll(async () => (await statements()).length, { timeout: 20_000 }).toBe(count);
}

function recipientsOf(broadcastId: string) {
  return core.runtime.db.query<{ customerId: string; notificationId: string }>({
    text: `select customer_id as "customerId", notification_id as "notificationId" from broadcast_recipients
      where broadcast_id = $1 order by 1`,
    values: [broadcastId],
  });
}

async function give(customer: TestCustomer, used: number | null): Promise<void> {
  const plan = await core.plan({ dataAllowanceBytes: 1_000, dailyDataLimitBytes: null });
  await recharge(customer, plan.id);
  if (used === null) return;
  await core.runtime.db.query({
    text: `insert into usage_buckets (id, source, source_id, kind, allowance, used, created_at, updated_at)
      select gen_random_uuid(), 'subscription', id, 'data', 1000, $2, $3, $3 from subscriptions where line_id = $1`,
    values: [customer.lineId, used, core.clock.now()],
  });
}

describe("a broadcast", () => {
  it("reaches everyone once, each in their language, over the channels chosen", async () => {
    const customers = await many(3);
    const [first] = customers;
    await core.runtime.db.query({ text: "update customers set language = 'hi' where id = $1", values: [first?.id] });
    const staff = await api();
    const hindi = { titleHi: "होली ऑफ़र", textHi: "हर प्लान 10 % सस्ता है।" };
    const sent = await staff.send(keyed({ ...ALL, ...hindi, channels: ["sms"] }));
    expect(sent).toMatchObject({ status: "queued", expected: 3, reached: 0, progressPercent: 0 });
    expect(await runBroadcasts(core.job())).toEqual({ chunks: 1, reached: 3 });
    expect(await runBroadcasts(core.job())).toEqual({ chunks: 0, reached: 0 });
    await sequenceNotices(core.job());
    await deliverNotices(core.job());
    const texts = new Map(core.sms.sent().map(({ to, text }) => [to, text]));
    expect(customers.map(({ phone }) => texts.get(phone))).toEqual([hindi.textHi, OFFER.text, OFFER.text]);
    expect(await staff.getBroadcast({ broadcastId: sent.id })).toMatchObject({
      status: "completed",
      reached: 3,
      progressPercent: 100,
      byChannel: [{ channel: "sms", total: 3, sent: 3 }],
      deliveryRatePercent: 100,
    });
    expect((await staff.listBroadcasts({ limit: 10 })).items.map(({ id }) => id)).toEqual([sent.id]);
  });

  it("tells what became of each recipient, page by page and by status", async () => {
    const customers = await many(3);
    const staff = await api();
    const { id: broadcastId } = await staff.send(keyed(ALL));
    await runBroadcasts(core.job());
    await sequenceNotices(core.job());
    await deliverNotices(core.job());
    const [one] = await recipientsOf(broadcastId);
    await recordDeliveryReceipt(core.job(), { notificationId: one?.notificationId ?? "", channel: "sms" });
    const page = await staff.listBroadcastRecipients({ broadcastId, limit: 2 });
    const rest = await staff.listBroadcastRecipients({ broadcastId, limit: 2, cursor: page.nextCursor ?? "" });
    const all = [...page.items, ...rest.items];
    expect(all.map(({ customerId }) => customerId)).toEqual(customers.map(({ id }) => id).sort());
    expect(all[0]).toMatchObject({
      fullName: "Asha Rao",
      readAt: null,
      deliveries: [{ channel: "sms", status: "delivered", sentAt: core.clock.now().toISOString(), lastError: null }],
    });
    expect(rest.nextCursor).toBeNull();
    const confirmed = await staff.listBroadcastRecipients({ broadcastId, limit: 9, status: "delivered" });
    expect(confirmed.items.map(({ customerId }) => customerId)).toEqual([one?.customerId]);
  });

  it("is one for one key, however often and however much at once it is asked for", async () => {
    await many(2);
    const ctx = await core.admin("manager");
    const wish = { ...ALL, idempotencyKey: "holi-1" };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => adminRouter.createCaller(ctx).notifications.send(wish)),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    const reply = { replayed: false };
    await adminRouter.createCaller({ ...ctx, reply }).notifications.send(wish);
    expect(reply.replayed).toBe(true);
    const other = adminRouter.createCaller(ctx).notifications.send({ ...wish, text: "Something else." });
    await expect(other).rejects.toMatchObject({ cause: { reason: "notifications.keyReused" } });
    await runBroadcasts(core.job());
    expect(await recipientsOf(answers[0]?.id ?? "")).toHaveLength(2);
    const books = await auditBooks(core.job());
    expect(books.findings).toEqual([]);
  });

  it("is shared by two workers without a double or a gap", async () => {
    await many(30);
    const staff = await api();
    const sent = await Promise.all(Array.from({ length: 4 }, () => staff.send(keyed(ALL))));
    const workers = [core.job(), contextOf(core.another(), { kind: "job", name: "other" })];
    await Promise.all(workers.map((worker) => runBroadcasts(worker)));
    for (const { id } of sent) expect(await recipientsOf(id)).toHaveLength(30);
    const [{ notices } = { notices: 0 }] = await core.runtime.db.query<{ notices: number }>({
      text: "select count(*)::int as notices from notifications where type = 'promotional'",
    });
    expect(notices).toBe(120);
  });

  it("stops and goes on after the last customer it reached", async () => {
    await many(5);
    const staff = await api();
    const { id: broadcastId } = await staff.send(keyed(ALL));
    core.clock.advance(1);
    expect(await staff.stopBroadcast({ broadcastId })).toMatchObject({ status: "stopped" });
    expect(await runBroadcasts(core.job())).toEqual({ chunks: 0, reached: 0 });
    await expect(staff.stopBroadcast({ broadcastId })).rejects.toMatchObject({
      cause: { reason: "notifications.notStoppable" },
    });
    core.clock.advance(1);
    expect(await staff.resumeBroadcast({ broadcastId })).toMatchObject({ status: "queued", endedAt: null });
    await runBroadcasts(core.job());
    expect(await recipientsOf(broadcastId)).toHaveLength(5);
    await expect(staff.resumeBroadcast({ broadcastId })).rejects.toMatchObject({
      cause: { reason: "notifications.notResumable" },
    });
    const events = await core.runtime.db.query<{ action: string }>({
      text: "select action from audit_events where subject_id = $1 order by id",
      values: [broadcastId],
    });
    expect(events.map(({ action }) => action)).toEqual([
      "notifications.send",
      "notifications.stopBroadcast",
      "notifications.resumeBroadcast",
    ]);
  });

  it("that is stopped while it runs ends between two chunks, and resumed reaches the rest once", async () => {
    await core.runtime.db.query({
      text: `insert into customers (id, phone, full_name, phone_verified_at, created_at, updated_at)
        select gen_random_uuid(), '+9170' || lpad(n::text, 8, '0'), 'Customer', $1, $1, $1 from generate_series(1, 3000) as n`,
      values: [core.clock.now()],
    });
    const staff = await api();
    const { id: broadcastId } = await staff.send(keyed(ALL));
    // A cause that another transaction is about to write holds the run up in its third chunk of six.
    const undone = new Error("undone");
    const running = Promise.withResolvers<unknown>();
    const stopping = Promise.withResolvers<Broadcast>();
    const holding = withTransaction(core.job(), async (tx) => {
      await tx.db.query({
        text: `insert into notification_causes (cause_key, notification_id)
          select 'broadcast:' || $1::text || ':' || id, gen_random_uuid() from customers order by id offset 1200 limit 1`,
        values: [broadcastId],
      });
      running.resolve(runBroadcasts(core.job()));
      await waiting(1);
      stopping.resolve(staff.stopBroadcast({ broadcastId }));
      await waiting(2);
      throw undone;
    });
    await expect(holding).rejects.toBe(undone);
    const [stopped] = await Promise.all([stopping.promise, running.promise]);
    expect(stopped.reached).toBeLessThan(3_000);
    expect(await staff.getBroadcast({ broadcastId })).toMatchObject({ status: "stopped", reached: stopped.reached });
    await staff.resumeBroadcast({ broadcastId });
    await runBroadcasts(core.job());
    expect(await recipientsOf(broadcastId)).toHaveLength(3_000);
  });

  it("that cannot go on fails with its reason and lets the next one pass, and can be resumed", async () => {
    await many(2);
    const staff = await api();
    const broken = await staff.send(keyed(ALL));
    core.clock.advance(1);
    const next = await staff.send(keyed(ALL));
    const forbid = `alter table broadcast_recipients add constraint forbidden check (broadcast_id <> '${broken.id}')`;
    await core.runtime.db.query({ text: forbid });
    await runBroadcasts(core.job());
    expect(await staff.getBroadcast({ broadcastId: broken.id })).toMatchObject({
      status: "failed",
      error: expect.any(String),
    });
    expect(await staff.getBroadcast({ broadcastId: next.id })).toMatchObject({ status: "completed", reached: 2 });
    await core.runtime.db.query({ text: "alter table broadcast_recipients drop constraint forbidden" });
    await staff.resumeBroadcast({ broadcastId: broken.id });
    await runBroadcasts(core.job());
    expect(await recipientsOf(broken.id)).toHaveLength(2);
  });

  it("is not for those who joined after it was made, nor for closed accounts", async () => {
    const [, gone] = await many(3);
    const { id } = await (await api()).send(keyed(ALL));
    core.clock.advance(1);
    await many(2);
    await core.runtime.db.query({
      text: "update customers set status = 'closed', closed_at = $2, phone = null where id = $1",
      values: [gone?.id, core.clock.now()],
    });
    await runBroadcasts(core.job());
    expect(await recipientsOf(id)).toHaveLength(2);
  });
});

describe("the audience", () => {
  const reached = async (audience: Partial<SendNotificationInput>) => {
    const preview = await (await api()).preview({ ...OFFER, ...audience });
    return preview.recipients;
  };

  it("is previewed with its size, languages and how it reads, and nothing is sent", async () => {
    await many(2);
    await core.runtime.db.query({ text: "update customers set language = 'hi'" });
    await core.customer();
    const answer = await (await api()).preview(ALL);
    expect(answer).toEqual({
      recipients: 3,
      recipientsByLanguage: [
        { language: "en", recipients: 1 },
        { language: "hi", recipients: 2 },
      ],
      previews: [
        { language: "en", title: OFFER.title, body: OFFER.text },
        { language: "hi", title: OFFER.title, body: OFFER.text },
      ],
    });
    expect(await core.runtime.db.query({ text: "select id from broadcasts" })).toEqual([]);
  });

  it("is whoever meets all conditions", async () => {
    const [low, full, none] = await many(3);
    if (!low || !full || !none) throw new Error("nobody was made");
    await give(low, 900);
    await give(full, null);
    expect(await reached({ isToEveryone: true })).toBe(3);
    expect(await reached({ planType: "prepaid" })).toBe(2);
    expect(await reached({ planType: "postpaid" })).toBe(0);
    expect(await reached({ balanceBelowBytes: 101 })).toBe(1);
    expect(await reached({ balanceBelowBytes: 100 })).toBe(0);
    expect(await reached({ balanceBelowBytes: 1_001, planType: "prepaid" })).toBe(2);
    const [sold] = await core.runtime.db.query<{ plan_id: string }>({
      text: "select plan_id from subscriptions where line_id = $1",
      values: [low.lineId],
    });
    expect(await reached({ planId: sold?.plan_id })).toBe(1);
    expect(await reached({ customerIds: [none.id, low.id, low.id] })).toBe(2);
    expect(await reached({ customerIds: [none.id, low.id], planType: "prepaid" })).toBe(1);
    const now = core.clock.now();
    expect(await reached({ signedUpFrom: now.toISOString() })).toBe(3);
    expect(await reached({ signedUpUntil: now.toISOString() })).toBe(0);
    core.clock.advance(10 * DAY);
    expect(await reached({ minDaysInactive: 10 })).toBe(1);
    expect(await reached({ minDaysInactive: 11 })).toBe(0);
  });

  it("holds suspended accounts only where they are asked for", async () => {
    const [suspended] = await many(2);
    await core.runtime.db.query({
      text: "update customers set status = 'suspended' where id = $1",
      values: [suspended?.id],
    });
    expect(await reached({ isToEveryone: true })).toBe(1);
    expect(await reached({ status: "suspended" })).toBe(1);
    expect(await reached({ customerIds: [suspended?.id ?? ""] })).toBe(1);
  });
});

describe("sending refuses", () => {
  it("an audience that is left out, or named both ways", async () => {
    const { id } = await core.customer();
    expect(await refusal({})).toBe("notifications.audienceMissing");
    expect(await refusal({ customerIds: [id], isToEveryone: true })).toBe("notifications.audienceBothWays");
  });

  it("half a Hindi version (notifications.hindiIncomplete)", async () => {
    await core.customer();
    expect(await refusal({ isToEveryone: true, titleHi: "होली" })).toBe("notifications.hindiIncomplete");
  });

  it("customers that do not exist (notifications.customerUnknown) and audiences of nobody (notifications.nobody)", async () => {
    const { id } = await core.customer();
    expect(await refusal({ customerIds: [id, randomUUID()] })).toBe("notifications.customerUnknown");
    expect(await refusal({ status: "suspended" })).toBe("notifications.nobody");
  });

  it("support that writes to more than one customer (notifications.oneCustomerOnly)", async () => {
    const [one, two] = await many(2);
    if (!one || !two) throw new Error("nobody was made");
    expect(await refusal({ customerIds: [one.id, two.id] }, "support")).toBe("notifications.oneCustomerOnly");
    expect(await refusal({ isToEveryone: true }, "support")).toBe("notifications.oneCustomerOnly");
    expect(await refusal({ planType: "prepaid" }, "support")).toBe("notifications.oneCustomerOnly");
    expect(await refusal({ customerIds: [one.id] }, "support")).toBe("sent");
    const preview = (await api("support")).preview(ALL);
    await expect(preview).rejects.toMatchObject({ cause: { reason: "notifications.oneCustomerOnly" } });
  });

  it("roles that may not send, and broadcasts that do not exist", async () => {
    expect(await refusal({ isToEveryone: true }, "finance")).toBe("request.roleNotAllowed");
    const staff = await api();
    const broadcastId = randomUUID();
    for (const asked of [staff.getBroadcast, staff.stopBroadcast, staff.resumeBroadcast]) {
      await expect(asked({ broadcastId })).rejects.toMatchObject({
        cause: { reason: "notifications.broadcastUnknown" },
      });
    }
    await expect(staff.listBroadcastRecipients({ broadcastId, limit: 1 })).rejects.toMatchObject({
      cause: { reason: "notifications.broadcastUnknown" },
    });
  });

  it("binds no key to a refusal", async () => {
    const ctx = await core.admin("manager");
    const send = () => adminRouter.createCaller(ctx).notifications.send({ ...ALL, idempotencyKey: "early" });
    await expect(send()).rejects.toMatchObject({ cause: { reason: "notifications.nobody" } });
    await core.customer();
    await expect(send()).resolves.toMatchObject({ expected: 1 });
  });
});
