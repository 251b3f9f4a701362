import { randomUUID } from "node:crypto";
import { payments, referralDiscounts } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { auditBooks } from "../audit/index.ts";
import { cancelWithRefund, createRecharge, reconcilePayments, refundTransaction } from "../recharge/index.ts";
import { refer } from "../recharge/recharge.fixture.ts";
import { createTestCore, type TestCore, type TestCustomer, type TestPlan } from "../testing/index.ts";

let core: TestCore;
let plan: TestPlan;
const MINUTE_MS = 60_000;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z") });
  plan = await core.plan();
});
afterEach(async () => {
  const { findings } = await auditBooks(core.job(), { withGateway: true, settleGraceMs: 0 });
  expect(findings).toEqual([]);
});
afterAll(() => core.close());

function buy(payer: TestCustomer, phone = payer.phone, paymentToken = "tok_success") {
  return createRecharge(payer.ctx, {
    ...{
      planId: plan.id,
      recipientPhoneNumber: phone,
      paymentMethod: "upi",
      idempotencyKey: randomUUID(),
      paymentToken,
    },
  });
}

async function rewardOf(referrer: TestCustomer) {
  const isReward = and(eq(referralDiscounts.customerId, referrer.id), eq(referralDiscounts.role, "referrer"));
  const [row] = await core.runtime.db.orm.select().from(referralDiscounts).where(isReward);
  return row && { status: row.status, transactionId: row.transactionId };
}

const cancel = (owner: TestCustomer, subscriptionId = "") =>
  cancelWithRefund(owner.ctx, { subscriptionId, idempotencyKey: randomUUID() });

/** A referrer with a running plan, and a referee whose first recharge waits behind it: it can be cancelled and paid back at will. */
async function accomplices() {
  const [referrer, referee] = [await core.customer(), await core.customer()];
  await refer(core, referrer, referee);
  await buy(referrer);
  const completing = await buy(referee, referrer.phone);
  expect(await rewardOf(referrer)).toEqual({ status: "unused", transactionId: null });
  return { referrer, referee, completing };
}

describe("a reward whose recharge is given back", () => {
  it("is revoked, also when a pending payment held it at that moment, once that payment has failed", async () => {
    const { referrer, referee, completing } = await accomplices();
    const pending = await buy(referrer, referrer.phone, "tok_pending");
    expect(pending.transaction.discountType).toBe("referral");
    await cancel(referee, completing.subscription?.id);
    expect(await rewardOf(referrer)).toEqual({ status: "held", transactionId: pending.transaction.id });
    core.clock.advance(6 * MINUTE_MS);
    await reconcilePayments(core.job());
    expect(await rewardOf(referrer)).toEqual({ status: "revoked", transactionId: null });
    expect((await buy(referrer)).transaction.discountType).toBeNull();
  });

  it("stays spent when that payment succeeds, as it was promised", async () => {
    const { referrer, referee, completing } = await accomplices();
    const pending = await buy(referrer, referrer.phone, "tok_pending");
    await cancel(referee, completing.subscription?.id);
    const isCharge = and(eq(payments.transactionId, pending.transaction.id), eq(payments.kind, "charge"));
    const [charge] = await core.runtime.db.orm.select().from(payments).where(isCharge);
    await core.gateway.capture(charge?.id ?? "");
    core.clock.advance(MINUTE_MS);
    await reconcilePayments(core.job());
    expect(await rewardOf(referrer)).toEqual({ status: "used", transactionId: pending.transaction.id });
  });

  it("does not come back when what it was spent on is given back too", async () => {
    const { referrer, referee, completing } = await accomplices();
    const spent = await buy(referrer);
    await cancel(referee, completing.subscription?.id);
    expect(await rewardOf(referrer)).toEqual({ status: "used", transactionId: spent.transaction.id });
    await cancel(referrer, spent.subscription?.id);
    expect(await rewardOf(referrer)).toEqual({ status: "revoked", transactionId: null });
  });

  it("comes back when only what it was spent on is given back", async () => {
    const { referrer } = await accomplices();
    const spent = await buy(referrer);
    const finance = await core.admin("finance");
    const wish = { transactionId: spent.transaction.id, reason: "Sold by mistake", idempotencyKey: randomUUID() };
    await refundTransaction(finance, wish);
    expect(await rewardOf(referrer)).toEqual({ status: "unused", transactionId: null });
  });
});
