import { customers } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withTransaction } from "../context.ts";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { chainOf, eventsOf, faultsOf, noticesOf, sellPlan } from "./chain.fixture.ts";
import { type EndSubscriptionInput, endSubscription } from "./end-subscription.ts";

const DAY_MS = 86_400_000;
let core: TestCore;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-03-01T10:00:00Z") });
});
afterAll(() => core.close());

function end(input: EndSubscriptionInput) {
  return withTransaction(core.job(), (tx) => endSubscription(tx, input));
}

it("ends a running plan at once on a refund, and its followers move up", async () => {
  const { lineId, id } = await core.customer();
  const running = await sellPlan(core.job(), { lineId });
  const next = await sellPlan(core.job(), { lineId, validityDays: 7 });
  const last = await sellPlan(core.job(), { lineId, validityDays: 1 });
  core.clock.advance(DAY_MS);
  const now = core.clock.now();
  expect(await end({ subscriptionId: running.id, cause: "refunded" })).toEqual({ wasRunning: true, wasQueued: false });
  expect(await faultsOf(core.job(), lineId)).toEqual([]);
  const chain = await chainOf(core.job(), lineId);
  expect(chain.map((row) => [row.id, row.startsAt, row.endsAt])).toEqual([
    [next.id, now, new Date(now.getTime() + 7 * DAY_MS)],
    [last.id, new Date(now.getTime() + 7 * DAY_MS), new Date(now.getTime() + 8 * DAY_MS)],
  ]);
  expect(await eventsOf(core.job(), running.id)).toEqual(["activated", "refunded"]);
  expect(await eventsOf(core.job(), next.id)).toEqual(["activated", "queued"]);
  expect(await noticesOf(core.job(), running.id)).toEqual(["plan_cancelled"]);
  expect(await noticesOf(core.job(), next.id)).toEqual(["plan_activated"]);
  const [owner] = await core.runtime.db.orm.select().from(customers).where(eq(customers.id, id));
  expect(owner?.lastActivePlanAt).toEqual(now);
});

it("cancels a waiting plan, and only those behind it move up", async () => {
  const { lineId } = await core.customer();
  const running = await sellPlan(core.job(), { lineId });
  const first = await sellPlan(core.job(), { lineId });
  const second = await sellPlan(core.job(), { lineId, validityDays: 10 });
  expect(await end({ subscriptionId: first.id, cause: "cancelled" })).toEqual({ wasRunning: false, wasQueued: true });
  expect(await faultsOf(core.job(), lineId)).toEqual([]);
  const chain = await chainOf(core.job(), lineId);
  expect(chain.map((row) => row.id)).toEqual([running.id, second.id]);
  expect(chain[0]?.endsAt).toEqual(running.endsAt);
  expect(await eventsOf(core.job(), first.id)).toEqual(["cancelled", "queued"]);
});

it("frees the line when the last plan is ended", async () => {
  const { lineId } = await core.customer();
  const running = await sellPlan(core.job(), { lineId });
  await end({ subscriptionId: running.id, cause: "refunded" });
  expect(await faultsOf(core.job(), lineId)).toEqual([]);
  const again = await sellPlan(core.job(), { lineId });
  expect(again.startsAt).toEqual(core.clock.now());
  expect(await faultsOf(core.job(), lineId)).toEqual([]);
});

it("does nothing to a plan that has ended, and ends one only once", async () => {
  const { lineId } = await core.customer();
  const over = await sellPlan(core.job(), { lineId, validityDays: 1 });
  core.clock.advance(2 * DAY_MS);
  const running = await sellPlan(core.job(), { lineId });
  expect(await end({ subscriptionId: over.id, cause: "refunded" })).toEqual({ wasRunning: false, wasQueued: false });
  expect(await eventsOf(core.job(), over.id)).toEqual(["activated", "expired"]);
  await end({ subscriptionId: running.id, cause: "refunded" });
  expect(await end({ subscriptionId: running.id, cause: "refunded" })).toEqual({ wasRunning: false, wasQueued: false });
  expect(await eventsOf(core.job(), running.id)).toEqual(["activated", "refunded"]);
});

it("ends a top-up without touching the chain", async () => {
  const { lineId } = await core.customer();
  const base = await sellPlan(core.job(), { lineId });
  const topup = await sellPlan(core.job(), { lineId, isTopup: true, validityDays: 3 });
  expect(await end({ subscriptionId: topup.id, cause: "refunded" })).toEqual({ wasRunning: true, wasQueued: false });
  expect((await chainOf(core.job(), lineId)).map((row) => row.endsAt)).toEqual([base.endsAt]);
});

it("refuses to cancel a plan that has started meanwhile: subscriptions.alreadyRunning", async () => {
  const { lineId } = await core.customer();
  const running = await sellPlan(core.job(), { lineId });
  await expect(end({ subscriptionId: running.id, cause: "cancelled" })).rejects.toMatchObject({
    reason: "subscriptions.alreadyRunning",
  });
  expect(await eventsOf(core.job(), running.id)).toEqual(["activated"]);
});

it("refuses to cancel a plan that has ended meanwhile: subscriptions.alreadyEnded", async () => {
  const { lineId } = await core.customer();
  const over = await sellPlan(core.job(), { lineId, validityDays: 1 });
  core.clock.advance(DAY_MS);
  await expect(end({ subscriptionId: over.id, cause: "cancelled" })).rejects.toMatchObject({
    reason: "subscriptions.alreadyEnded",
  });
});

it("keeps the chain sound when plans are ended and sold in parallel", async () => {
  const { lineId } = await core.customer();
  const sold = [];
  for (let index = 0; index < 8; index += 1) sold.push(await sellPlan(core.job(), { lineId, validityDays: index + 1 }));
  await Promise.all([
    ...sold.filter((_, index) => index % 2 === 0).map((row) => end({ subscriptionId: row.id, cause: "refunded" })),
    ...[1, 2, 3].map(() => sellPlan(core.job(), { lineId })),
  ]);
  expect(await faultsOf(core.job(), lineId)).toEqual([]);
  expect(await chainOf(core.job(), lineId)).toHaveLength(7);
});
