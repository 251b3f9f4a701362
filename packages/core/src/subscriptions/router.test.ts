import { afterAll, beforeAll, expect, it } from "vitest";
import { adminRouter } from "../admin-router.ts";
import { customerRouter } from "../customer-router.ts";
import { createTestCore, type TestCore, type TestCustomer } from "../testing/index.ts";
import { faultsOf } from "./chain.fixture.ts";

const DAY_MS = 86_400_000;
let core: TestCore;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-03-01T10:00:00Z") });
});
afterAll(() => core.close());

const callerOf = (of: TestCustomer) => customerRouter.createCaller(of.ctx);

async function buy(payer: TestCustomer, planId: string, recipientPhoneNumber: string) {
  const input = { planId, recipientPhoneNumber, paymentMethod: "upi" as const, idempotencyKey: crypto.randomUUID() };
  const { subscription } = await callerOf(payer).recharge.create(input);
  if (!subscription) throw new Error("nothing was delivered");
  return subscription;
}

it("lets a customer see, start, reorder and cancel what was bought", async () => {
  const owner = await core.customer();
  const payer = await core.customer();
  const plan = await core.plan({ validityDays: 10 });
  const bought = [];
  for (let index = 0; index < 4; index += 1) bought.push(await buy(index < 3 ? owner : payer, plan.id, owner.phone));
  const [first, second, third, gift] = bought.map((each) => each.id);
  const { subscriptions } = callerOf(owner);
  expect((await subscriptions.listActive({})).items).toEqual([{ ...bought[0], topups: [] }]);
  expect((await subscriptions.listQueue({})).items).toEqual(bought.slice(1));
  const reordered = await subscriptions.reorderQueue({ subscriptionIds: [gift ?? "", third ?? "", second ?? ""] });
  expect(reordered.items.map((each) => each.id)).toEqual([gift, third, second]);
  core.clock.advance(DAY_MS);
  const started = await subscriptions.activateNow({ subscriptionId: third ?? "" });
  expect([started.activated.id, started.forfeited?.id, started.queue.map((each) => each.id)]).toEqual([
    ...[third, first],
    [gift, second],
  ]);
  const idempotencyKey = crypto.randomUUID();
  const cancelled = await subscriptions.cancel({ subscriptionId: gift ?? "", idempotencyKey });
  expect(cancelled.refund).toMatchObject({ type: "refund_adjustment", finalAmountMinor: plan.priceMinor });
  expect(await subscriptions.cancel({ subscriptionId: gift ?? "", idempotencyKey })).toEqual(cancelled);
  expect((await callerOf(payer).subscriptions.listHistory({})).items).toMatchObject([
    { id: gift, status: "cancelled" },
  ]);
  expect((await subscriptions.listQueue({})).items).toMatchObject([{ id: second, queuePosition: 1 }]);
  expect(await faultsOf(owner.ctx, owner.lineId)).toEqual([]);
  const again = subscriptions.cancel({ subscriptionId: gift ?? "", idempotencyKey: crypto.randomUUID() });
  await expect(again).rejects.toMatchObject({ cause: { reason: "subscriptions.alreadyEnded" } });
  const running = subscriptions.cancel({ subscriptionId: third ?? "", idempotencyKey: crypto.randomUUID() });
  await expect(running).rejects.toMatchObject({ cause: { reason: "subscriptions.alreadyRunning" } });
  const staff = adminRouter.createCaller(await core.admin("support")).subscriptions;
  expect((await staff.listActive({ ownerId: owner.id })).items).toMatchObject([{ id: third }]);
  expect((await staff.listQueue({ ownerId: owner.id })).items).toMatchObject([{ id: second }]);
});

it("lets an inactive account read its plans but change nothing", async () => {
  const active = await core.customer();
  const plan = await core.plan();
  await buy(active, plan.id, active.phone);
  const waiting = await buy(active, plan.id, active.phone);
  const actor = { ...active.ctx.actor, status: "inactive" as const };
  const { subscriptions } = customerRouter.createCaller(core.as(actor));
  expect((await subscriptions.listQueue({})).items).toMatchObject([{ id: waiting.id }]);
  const refused = { cause: { reason: "request.accountInactive" } };
  await expect(subscriptions.activateNow({ subscriptionId: waiting.id })).rejects.toMatchObject(refused);
  await expect(subscriptions.reorderQueue({ subscriptionIds: [waiting.id] })).rejects.toMatchObject(refused);
});
