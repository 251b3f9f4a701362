import { newId } from "@nexa/contracts";
import { lineOwnerships, lines, linkedAccounts, subscriptions, usageBuckets } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { adminListActiveSubscriptions } from "./admin-list-active-subscriptions.ts";
import { adminListQueuedSubscriptions } from "./admin-list-queued-subscriptions.ts";
import { sellPlan } from "./chain.fixture.ts";
import { listActiveSubscriptions } from "./list-active-subscriptions.ts";
import { listQueuedSubscriptions } from "./list-queued-subscriptions.ts";
import { listSubscriptionHistory } from "./list-subscription-history.ts";

const DAY_MS = 86_400_000;
let core: TestCore;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-03-01T10:00:00Z") });
});
afterAll(() => core.close());

const ids = (rows: readonly { id: string }[]) => rows.map((row) => row.id);

it("shows the running plan with its top-ups and the queue with positions", async () => {
  const owner = await core.customer();
  const base = await sellPlan(owner.ctx, { lineId: owner.lineId });
  const topup = await sellPlan(owner.ctx, { lineId: owner.lineId, isTopup: true, validityDays: 2 });
  const next = await sellPlan(owner.ctx, { lineId: owner.lineId });
  const last = await sellPlan(owner.ctx, { lineId: owner.lineId });
  const active = await listActiveSubscriptions(owner.ctx, { phoneNumber: owner.phone });
  expect(active).toEqual({
    items: [
      {
        id: base.id,
        phoneNumber: owner.phone,
        planId: base.planId,
        planName: "Super 299",
        isTopup: false,
        status: "active",
        startsAt: base.startsAt.toISOString(),
        endsAt: base.endsAt.toISOString(),
        queuePosition: null,
        dataBalanceBytes: 42 * 1024 ** 3,
        topups: [expect.objectContaining({ id: topup.id, isTopup: true, status: "active" })],
      },
    ],
    paidForOthers: [],
  });
  const { items } = await listQueuedSubscriptions(owner.ctx, { lineId: owner.lineId });
  expect(items.map((row) => [row.id, row.queuePosition, row.status])).toEqual([
    [next.id, 1, "queued"],
    [last.id, 2, "queued"],
  ]);
});

it("shows a top-up that outlives its base plan by itself", async () => {
  const owner = await core.customer();
  await sellPlan(owner.ctx, { lineId: owner.lineId, validityDays: 1 });
  const topup = await sellPlan(owner.ctx, { lineId: owner.lineId, isTopup: true, validityDays: 5 });
  core.clock.advance(2 * DAY_MS);
  const { items } = await listActiveSubscriptions(owner.ctx, {});
  expect(items).toMatchObject([{ id: topup.id, topups: [] }]);
});

it("shows the owner what others bought for the line, and the payer what they bought for others", async () => {
  const owner = await core.customer();
  const payer = await core.customer();
  const running = await sellPlan(payer.ctx, { lineId: owner.lineId, payerId: payer.id });
  const waiting = await sellPlan(payer.ctx, { lineId: owner.lineId, payerId: payer.id });
  expect(ids((await listActiveSubscriptions(owner.ctx, {})).items)).toEqual([running.id]);
  const active = await listActiveSubscriptions(payer.ctx, {});
  expect([ids(active.items), ids(active.paidForOthers)]).toEqual([[], [running.id]]);
  const queue = await listQueuedSubscriptions(payer.ctx, {});
  expect([ids(queue.items), ids(queue.paidForOthers)]).toEqual([[], [waiting.id]]);
  expect(ids((await listSubscriptionHistory(payer.ctx, { limit: 100 })).items)).toEqual(
    [waiting.id, running.id].sort().reverse(),
  );
  expect((await listQueuedSubscriptions(payer.ctx, { lineId: payer.lineId })).paidForOthers).toEqual([]);
});

it("tells who paid nothing of what a number used, until it is linked with consent", async () => {
  const [owner, payer] = [await core.customer(), await core.customer()];
  const { id } = await sellPlan(payer.ctx, { lineId: owner.lineId, payerId: payer.id });
  const { orm } = core.runtime.db;
  const balances = async () => [
    (await listActiveSubscriptions(payer.ctx, {})).paidForOthers.map((plan) => plan.dataBalanceBytes),
    (await listSubscriptionHistory(payer.ctx, { limit: 10 })).items.map((plan) => plan.dataBalanceBytes),
  ];
  await orm.insert(usageBuckets).values({
    ...{ id: newId(core.clock.now()), source: "subscription", sourceId: id, kind: "data" },
    ...{ allowance: 42 * 1024 ** 3, used: 7, createdAt: core.clock.now(), updatedAt: core.clock.now() },
  });
  expect(await balances()).toEqual([[null], [null]]);
  const at = core.clock.now();
  await orm.insert(linkedAccounts).values({
    ...{ id: newId(at), customerId: payer.id, lineId: owner.lineId, phone: owner.phone, label: "Mum" },
    ...{ relationship: "parent", status: "linked", requestedAt: at, expiresAt: at, linkedAt: at },
  });
  expect(await balances()).toEqual([[42 * 1024 ** 3 - 7], [42 * 1024 ** 3 - 7]]);
});

it("does not show other people's lines: lines.notFound", async () => {
  const owner = await core.customer();
  const stranger = await core.customer();
  for (const choice of [{ lineId: owner.lineId }, { phoneNumber: owner.phone }]) {
    const refusal = { reason: "lines.notFound" };
    await expect(listActiveSubscriptions(stranger.ctx, choice)).rejects.toMatchObject(refusal);
    await expect(listQueuedSubscriptions(stranger.ctx, choice)).rejects.toMatchObject(refusal);
    await expect(listSubscriptionHistory(stranger.ctx, { ...choice, limit: 10 })).rejects.toMatchObject(refusal);
  }
});

it("pages through the history, keeps expired and cancelled plans, and filters by status", async () => {
  const owner = await core.customer();
  const sold: string[] = [];
  for (let index = 0; index < 5; index += 1) {
    core.clock.advance(1_000);
    sold.unshift((await sellPlan(owner.ctx, { lineId: owner.lineId, validityDays: 1 })).id);
  }
  core.clock.advance(DAY_MS);
  const cancelled = sold[0] ?? "";
  await core.runtime.db.orm
    .update(subscriptions)
    .set({ cancelledAt: core.clock.now() })
    .where(eq(subscriptions.id, cancelled));
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listSubscriptionHistory(owner.ctx, { limit: 2, ...(cursor && { cursor }) });
    seen.push(...ids(page.items));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual(sold);
  const only = async (status: "queued" | "active" | "expired" | "cancelled") =>
    ids((await listSubscriptionHistory(owner.ctx, { limit: 10, status })).items);
  expect(await only("cancelled")).toEqual([sold[0]]);
  expect(await only("queued")).toEqual([sold[1], sold[2]]);
  expect(await only("active")).toEqual([sold[3]]);
  expect(await only("expired")).toEqual([sold[4]]);
  const forged = listSubscriptionHistory(owner.ctx, { limit: 10, cursor: "bm90LWEtY3Vyc29y" });
  await expect(forged).rejects.toMatchObject({ reason: "request.badCursor" });
});

it("hides from a new owner what had ended before, and hands over what still runs", async () => {
  const earlier = await core.customer();
  const ended = await sellPlan(earlier.ctx, { lineId: earlier.lineId, validityDays: 1 });
  core.clock.advance(2 * DAY_MS);
  const running = await sellPlan(earlier.ctx, { lineId: earlier.lineId, validityDays: 30 });
  core.clock.advance(DAY_MS);
  const later = await core.customer();
  const now = core.clock.now();
  const { orm } = core.runtime.db;
  await orm.update(lines).set({ ownerId: later.id }).where(eq(lines.id, earlier.lineId));
  await orm.update(lineOwnerships).set({ until: now }).where(eq(lineOwnerships.lineId, earlier.lineId));
  const ownership = { id: crypto.randomUUID(), lineId: earlier.lineId, customerId: later.id, since: now };
  await orm.insert(lineOwnerships).values(ownership);
  const { items } = await listSubscriptionHistory(later.ctx, { limit: 10, lineId: earlier.lineId });
  expect(ids(items)).toEqual([running.id]);
  const before = listSubscriptionHistory(earlier.ctx, { limit: 10, lineId: earlier.lineId });
  await expect(before).rejects.toMatchObject({ reason: "lines.notFound" });
  expect(ended.id).not.toBe(running.id);
});

it("shows staff what runs and waits on every line, by keyset pages and filters", async () => {
  const staff = await core.admin("support");
  const owner = await core.customer();
  const running = await sellPlan(owner.ctx, { lineId: owner.lineId, payerId: owner.id, validityDays: 3 });
  const topup = await sellPlan(owner.ctx, { lineId: owner.lineId, isTopup: true, validityDays: 1 });
  const next = await sellPlan(owner.ctx, { lineId: owner.lineId });
  const last = await sellPlan(owner.ctx, { lineId: owner.lineId });
  const filters = { ownerId: owner.id, limit: 1 };
  const first = await adminListActiveSubscriptions(staff, filters);
  expect(first.items).toMatchObject([{ id: topup.id, lineId: owner.lineId, ownerId: owner.id, payerId: null }]);
  const second = await adminListActiveSubscriptions(staff, { ...filters, cursor: first.nextCursor ?? "" });
  expect(second.items).toMatchObject([{ id: running.id, payerId: owner.id, priceMinor: 29_900 }]);
  expect(second.nextCursor).toBeNull();
  const queue = await adminListQueuedSubscriptions(staff, { phoneNumber: owner.phone, limit: 10 });
  expect(queue.items.map((row) => [row.id, row.queuePosition])).toEqual([
    [next.id, 1],
    [last.id, 2],
  ]);
  const soon = new Date(core.clock.now().getTime() + 2 * DAY_MS).toISOString();
  const list = (more: object) => adminListActiveSubscriptions(staff, { lineId: owner.lineId, limit: 10, ...more });
  expect(ids((await list({ endsBefore: soon })).items)).toEqual([topup.id]);
  expect(ids((await list({ isTopup: false })).items)).toEqual([running.id]);
  expect(ids((await list({ payerId: owner.id, planId: running.planId })).items)).toEqual([running.id]);
  expect((await list({ phoneNumber: "12345" })).items).toEqual([]);
  const forged = list({ cursor: "bm90LWEtY3Vyc29y" });
  await expect(forged).rejects.toMatchObject({ reason: "request.badCursor" });
});
