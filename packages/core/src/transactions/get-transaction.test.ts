import { newId } from "@nexa/contracts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestCore, type TestCore, type TestPlan } from "../testing/index.ts";
import { getTransaction } from "./get-transaction.ts";
import { giveBack, pay } from "./transactions.fixture.ts";

let core: TestCore;
let plan: TestPlan;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-03-01T10:00:00Z") });
  plan = await core.plan();
});
afterAll(() => core.close());

it("tells every status a transaction went through", async () => {
  const customer = await core.customer();
  const paid = await pay(customer, plan.id);
  await giveBack(core, paid.id, 900);
  await giveBack(core, paid.id);
  const found = await getTransaction(customer.ctx, { transactionId: paid.id });
  expect(found).toMatchObject({
    ...{ id: paid.id, reference: paid.reference, status: "refunded", refundedAmountMinor: 29_900, detail: null },
    settledAt: core.clock.now().toISOString(),
  });
  expect(found.events.map((event) => [event.fromStatus, event.toStatus, event.amountMinor])).toEqual([
    [null, "pending", 29_900],
    ["pending", "succeeded", 29_900],
    ["succeeded", "partially_refunded", 900],
    ["partially_refunded", "refunded", 29_000],
  ]);
});

it("does not tell other people's transactions from ones that do not exist: transactions.notFound", async () => {
  const paid = await pay(await core.customer(), plan.id);
  const stranger = await core.customer();
  for (const transactionId of [paid.id, newId(core.clock.now())]) {
    await expect(getTransaction(stranger.ctx, { transactionId })).rejects.toMatchObject({
      reason: "transactions.notFound",
    });
  }
});
