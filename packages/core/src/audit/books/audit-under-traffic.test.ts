import { randomUUID } from "node:crypto";
import { CoreError } from "@nexa/contracts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { reconcilePayments, refundTransaction } from "../../recharge/index.ts";
import { activateNow, recordPlanBoundaries } from "../../subscriptions/index.ts";
import { createTestCore, type TestCore, type TestCustomer, type TestPlan } from "../../testing/index.ts";
import { auditBooks } from "./audit-books.ts";
import { buy } from "./world.fixture.ts";

const ROUNDS = 12;
const TOKENS = ["tok_success", "tok_success", "tok_declined", "tok_pending", "tok_refund_pending"];
let core: TestCore;
let plan: TestPlan;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-03-01T10:00:00Z") });
  plan = await core.plan({ validityDays: 1 });
});
afterAll(() => core.close());

/** Sells to a customer, starts the next plan and gives money back, while time goes on. Refusals are part of it. */
async function trade(customer: TestCustomer): Promise<void> {
  const staff = await core.admin("finance");
  for (let round = 0; round < ROUNDS; round += 1) {
    core.clock.advance(1 + round * 997);
    await refusable(async () => {
      const paymentToken = TOKENS[round % TOKENS.length];
      const { transaction, subscription } = await buy(customer, plan.id, { paymentToken });
      if (subscription && round % 3 === 0) await activateNow(customer.ctx, { subscriptionId: subscription.id });
      const amountMinor = round % 2 === 0 ? undefined : 1_000;
      const request = { transactionId: transaction.id, reason: "No service", idempotencyKey: randomUUID() };
      if (round % 4 === 0) await refundTransaction(staff, { ...request, amountMinor });
    });
  }
}

async function refusable(work: () => Promise<void>): Promise<void> {
  await work().catch((error: unknown) => {
    if (!(error instanceof CoreError)) throw error;
  });
}

it("finds nothing while business goes on, however the work falls together", async () => {
  const customers = await Promise.all(Array.from({ length: 4 }, () => core.customer()));
  const state = { isOver: false };
  const jobs = async () => {
    while (!state.isOver) {
      await recordPlanBoundaries(core.job());
      await reconcilePayments(core.job());
    }
  };
  const audits = async () => {
    const found = [];
    while (!state.isOver) found.push(...(await auditBooks(core.job(), { withGateway: true })).findings);
    return found;
  };
  const business = Promise.all([...customers, ...customers].map(trade)).finally(() => {
    state.isOver = true;
  });
  const [, , found] = await Promise.all([business, jobs(), audits()]);
  expect(found).toEqual([]);
  expect((await auditBooks(core.job(), { withGateway: true, settleGraceMs: 0 })).findings).toEqual([]);
});
