import { subscriptions } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { activateNow } from "./activate-now.ts";
import { chainOf, eventsOf, faultsOf, noticesOf, sellPlan } from "./chain.fixture.ts";
import { getCancellableSubscription } from "./get-cancellable-subscription.ts";
import { recordPlanBoundaries } from "./record-plan-boundaries.ts";
import { reorderQueue } from "./reorder-queue.ts";

const DAY_MS = 86_400_000;
let core: TestCore;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-03-01T10:00:00Z") });
});
afterAll(() => core.close());

async function ownerWith(plans: number) {
  const owner = await core.customer();
  const sold = [];
  for (let index = 0; index < plans; index += 1) sold.push(await sellPlan(owner.ctx, { lineId: owner.lineId }));
  return { owner, ids: sold.map((row) => row.id) };
}

const idAt = (ids: string[], index: number) => ids[index] ?? "";

it("starts the next plan now, forfeits the rest of the running one and says how much", async () => {
  const { owner, ids } = await ownerWith(3);
  core.clock.advance(8 * DAY_MS);
  const now = core.clock.now();
  const answer = await activateNow(owner.ctx, { subscriptionId: idAt(ids, 1) });
  expect(answer.activated).toMatchObject({ id: ids[1], status: "active", startsAt: now.toISOString() });
  expect(answer.forfeited).toMatchObject({ id: ids[0], status: "expired", forfeitedSeconds: 20 * 86_400 });
  expect(answer.queue).toMatchObject([
    { id: ids[2], status: "queued", queuePosition: 1, startsAt: answer.activated.endsAt },
  ]);
  expect(await faultsOf(owner.ctx, owner.lineId)).toEqual([]);
});

it("records the forfeited plan's end and the other's start once, however often the worker runs", async () => {
  const { owner, ids } = await ownerWith(2);
  core.clock.advance(DAY_MS);
  await activateNow(owner.ctx, { subscriptionId: idAt(ids, 1) });
  await Promise.all([recordPlanBoundaries(core.job()), recordPlanBoundaries(core.job())]);
  expect(await eventsOf(owner.ctx, idAt(ids, 0))).toEqual(["activated", "expired"]);
  expect(await eventsOf(owner.ctx, idAt(ids, 1))).toEqual(["activated", "queued"]);
  expect(await noticesOf(owner.ctx, idAt(ids, 0))).toEqual(["plan_expired"]);
  expect(await noticesOf(owner.ctx, idAt(ids, 1))).toEqual(["plan_activated"]);
});

it("lets a plan from further back pass those before it, which keep their order", async () => {
  const { owner, ids } = await ownerWith(4);
  const { queue } = await activateNow(owner.ctx, { subscriptionId: idAt(ids, 3) });
  expect(queue.map((row) => row.id)).toEqual([ids[1], ids[2]]);
  expect(await faultsOf(owner.ctx, owner.lineId)).toEqual([]);
});

it("refuses to start a plan that runs or has ended: subscriptions.alreadyRunning, subscriptions.alreadyEnded", async () => {
  const { owner, ids } = await ownerWith(2);
  const start = (id: string) => activateNow(owner.ctx, { subscriptionId: id });
  await expect(start(idAt(ids, 0))).rejects.toMatchObject({ reason: "subscriptions.alreadyRunning" });
  await start(idAt(ids, 1));
  await expect(start(idAt(ids, 0))).rejects.toMatchObject({ reason: "subscriptions.alreadyEnded" });
  const topup = await sellPlan(owner.ctx, { lineId: owner.lineId, isTopup: true });
  await expect(start(topup.id)).rejects.toMatchObject({ reason: "subscriptions.alreadyRunning" });
});

it("shows strangers nothing and lets a payer not arrange the owner's line: subscriptions.notFound, subscriptions.ownerOnly", async () => {
  const { owner, ids } = await ownerWith(1);
  const payer = await core.customer();
  const gift = await sellPlan(payer.ctx, { lineId: owner.lineId, payerId: payer.id });
  const subscriptionId = gift.id;
  await expect(activateNow(payer.ctx, { subscriptionId })).rejects.toMatchObject({ reason: "subscriptions.ownerOnly" });
  const reordered = reorderQueue(payer.ctx, { subscriptionIds: [gift.id] });
  await expect(reordered).rejects.toMatchObject({ reason: "subscriptions.ownerOnly" });
  const stranger = await core.customer();
  for (const id of [gift.id, idAt(ids, 0), owner.id]) {
    const reason = { reason: "subscriptions.notFound" };
    await expect(activateNow(stranger.ctx, { subscriptionId: id })).rejects.toMatchObject(reason);
    await expect(reorderQueue(stranger.ctx, { subscriptionIds: [id] })).rejects.toMatchObject(reason);
    await expect(getCancellableSubscription(stranger.ctx, id)).rejects.toMatchObject(reason);
  }
});

it("lets the payer handle a line without owner, while nobody else has paid for it", async () => {
  const payer = await core.customer();
  const other = await core.customer();
  const lineId = await core.runtime.db
    .query<{ id: string }>({
      text: "insert into lines (id, phone, created_at) values ($1, '+919990001111', $2) returning id",
      values: [crypto.randomUUID(), core.clock.now()],
    })
    .then(([row]) => row?.id ?? "");
  await sellPlan(payer.ctx, { lineId, payerId: payer.id });
  const second = await sellPlan(payer.ctx, { lineId, payerId: payer.id });
  const { activated } = await activateNow(payer.ctx, { subscriptionId: second.id });
  expect(activated.id).toBe(second.id);
  const third = await sellPlan(other.ctx, { lineId, payerId: other.id });
  const taken = activateNow(other.ctx, { subscriptionId: third.id });
  await expect(taken).rejects.toMatchObject({ reason: "subscriptions.ownerOnly" });
  expect(await faultsOf(payer.ctx, lineId)).toEqual([]);
});

it("puts waiting plans in any order and leaves the running one alone", async () => {
  const { owner, ids } = await ownerWith(4);
  const wanted = [idAt(ids, 3), idAt(ids, 1), idAt(ids, 2)];
  const { items } = await reorderQueue(owner.ctx, { subscriptionIds: wanted });
  expect(items.map((row) => [row.id, row.queuePosition])).toEqual(wanted.map((id, index) => [id, index + 1]));
  expect((await chainOf(owner.ctx, owner.lineId)).map((row) => row.id)).toEqual([ids[0], ...wanted]);
  expect(await faultsOf(owner.ctx, owner.lineId)).toEqual([]);
});

it("refuses an order that is not exactly the waiting plans: subscriptions.queueChanged", async () => {
  const { owner, ids } = await ownerWith(3);
  const other = await ownerWith(2);
  const [running, first, second] = [idAt(ids, 0), idAt(ids, 1), idAt(ids, 2)];
  const wrong = [[first], [first, first], [first, second, running], [second, first, idAt(other.ids, 1)], [running]];
  for (const subscriptionIds of wrong) {
    const reordered = reorderQueue(owner.ctx, { subscriptionIds });
    await expect(reordered).rejects.toMatchObject({ reason: "subscriptions.queueChanged" });
  }
  expect((await chainOf(owner.ctx, owner.lineId)).map((row) => row.id)).toEqual(ids);
});

it("lets owner and payer cancel a plan only while it waits", async () => {
  const { owner, ids } = await ownerWith(1);
  const payer = await core.customer();
  const gift = await sellPlan(payer.ctx, { lineId: owner.lineId, payerId: payer.id });
  const found = { subscriptionId: gift.id, transactionId: gift.transactionId, lineId: owner.lineId, payerId: payer.id };
  expect(await getCancellableSubscription(owner.ctx, gift.id)).toEqual(found);
  expect(await getCancellableSubscription(payer.ctx, gift.id)).toEqual(found);
  const running = getCancellableSubscription(owner.ctx, idAt(ids, 0));
  await expect(running).rejects.toMatchObject({ reason: "subscriptions.alreadyRunning" });
  await core.runtime.db.orm
    .update(subscriptions)
    .set({ cancelledAt: core.clock.now() })
    .where(eq(subscriptions.id, gift.id));
  const cancelled = getCancellableSubscription(payer.ctx, gift.id);
  await expect(cancelled).rejects.toMatchObject({ reason: "subscriptions.alreadyEnded" });
});
