import { randomUUID } from "node:crypto";
import { auditEvents, lines, payments, subscriptions, transactions } from "@nexa/db";
import { and, asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestCore, type TestCore, type TestCustomer } from "../testing/index.ts";
import { cancelWithRefund } from "./cancel-with-refund.ts";
import { recharge, refer, refusalOf } from "./recharge.fixture.ts";
import { reconcilePayments } from "./reconcile-payments.ts";
import { refundTransaction } from "./request-refund.ts";

let core: TestCore;
let finance: Awaited<ReturnType<TestCore["admin"]>>;
const DAY_MS = 86_400_000;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z") });
  finance = await core.admin("finance");
});
afterAll(() => core.close());

const refund = (transactionId: string, fields: { amountMinor?: number; idempotencyKey?: string } = {}) =>
  refundTransaction(finance, { transactionId, reason: "Sold by mistake", idempotencyKey: randomUUID(), ...fields });

const plansOf = (lineId: string) =>
  core.runtime.db.orm
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.lineId, lineId))
    .orderBy(asc(subscriptions.id));

async function transaction(id: string) {
  const [row] = await core.runtime.db.orm.select().from(transactions).where(eq(transactions.id, id));
  return row;
}

async function twoPlans(customer: TestCustomer) {
  const plan = await core.plan();
  const first = await recharge(customer, plan.id);
  const second = await recharge(customer, plan.id);
  return { first: first.transaction.id, second: second.transaction.id, secondPlan: second.subscription?.id ?? "" };
}

describe("a full refund", () => {
  it("ends the running plan now and moves the follower up", async () => {
    const customer = await core.customer();
    const { first, second } = await twoPlans(customer);
    core.clock.advance(DAY_MS);
    const now = core.clock.now();
    const result = await refund(first);
    expect(result.refund).toMatchObject({ type: "refund_adjustment", status: "succeeded", finalAmountMinor: 29_900 });
    expect(result.refund.reference).toMatch(/^RF-/);
    expect(result.transaction).toMatchObject({ status: "refunded", refundedAmountMinor: 29_900 });
    const plans = await plansOf(customer.lineId);
    const ended = plans.find((each) => each.transactionId === first);
    const follower = plans.find((each) => each.transactionId === second);
    expect(ended).toMatchObject({ endsAt: now, cancelledAt: now });
    expect(follower).toMatchObject({ startsAt: now, endsAt: new Date(now.getTime() + 28 * DAY_MS) });
    const [line] = await core.runtime.db.orm.select().from(lines).where(eq(lines.id, customer.lineId));
    expect(line?.baseEndsAt).toEqual(follower?.endsAt);
    const [audit] = await core.runtime.db.orm
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.action, "transactions.refund"), eq(auditEvents.subjectId, first)));
    expect(audit?.reason).toBe("Sold by mistake");
  });

  it("returns the discount that was used, and revokes the reward it led to", async () => {
    const [referrer, referee, plan] = [await core.customer(), await core.customer(), await core.plan()];
    await refer(core, referrer, referee);
    const sold = await recharge(referee, plan.id);
    await refund(sold.transaction.id);
    const discounts = await core.runtime.db.query({
      text: "select role, status from referral_discounts where customer_id in ($1, $2) order by role",
      values: [referrer.id, referee.id],
    });
    expect(discounts).toEqual([
      { role: "referee", status: "unused" },
      { role: "referrer", status: "revoked" },
    ]);
  });

  it("is made once by 20 requests with one key, and once by 20 requests with different keys", async () => {
    const customer = await core.customer();
    const { first, second } = await twoPlans(customer);
    const idempotencyKey = randomUUID();
    const same = await Promise.all(Array.from({ length: 20 }, () => refund(second, { idempotencyKey })));
    expect(new Set(same.map((each) => each.refund.id)).size).toBe(1);
    const each = await Promise.all(
      Array.from({ length: 20 }, () =>
        refund(first).then(
          () => "refunded",
          (error: { reason: string }) => error.reason,
        ),
      ),
    );
    expect(each.filter((result) => result === "refunded")).toHaveLength(1);
    expect(new Set(each)).toEqual(new Set(["refunded", "refund.notRefundable"]));
    expect(await transaction(first)).toMatchObject({ refundedMinor: 29_900, status: "refunded" });
  });
});

describe("a partial refund", () => {
  it("leaves the plan, and sums never pass what was captured, in parallel too", async () => {
    const [customer, plan] = [await core.customer(), await core.plan()];
    const sold = await recharge(customer, plan.id);
    const id = sold.transaction.id;
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => refund(id, { amountMinor: 10_000 })));
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(2);
    expect(await transaction(id)).toMatchObject({ status: "partially_refunded", refundedMinor: 20_000 });
    const [running] = await plansOf(customer.lineId);
    expect(running?.cancelledAt).toBeNull();
    expect((await refusalOf(refund(id, { amountMinor: 9_901 }))).reason).toBe("refund.aboveCaptured");
    await refund(id);
    expect(await transaction(id)).toMatchObject({ status: "refunded", refundedMinor: 29_900 });
    expect((await plansOf(customer.lineId))[0]?.cancelledAt).not.toBeNull();
  });
});

describe("a refund that is refused or not answered", () => {
  it("says why for an unknown, unpaid or used-up transaction and a reused key", async () => {
    const [customer, plan] = [await core.customer(), await core.plan()];
    expect((await refusalOf(refund(customer.id))).reason).toBe("refund.transactionUnknown");
    const pending = await recharge(customer, plan.id, { paymentToken: "tok_pending" });
    expect((await refusalOf(refund(pending.transaction.id))).reason).toBe("refund.notRefundable");
    const sold = await recharge(customer, plan.id);
    const idempotencyKey = randomUUID();
    const done = await refund(sold.transaction.id, { idempotencyKey, amountMinor: 100 });
    expect((await refusalOf(refund(sold.transaction.id, { idempotencyKey, amountMinor: 200 }))).reason).toBe(
      "refund.keyReused",
    );
    expect((await refusalOf(refund(done.refund.id))).reason).toBe("refund.notRefundable");
  });

  it("is settled by the reconcile job when the gateway kept it pending", async () => {
    const [customer, plan] = [await core.customer(), await core.plan()];
    const sold = await recharge(customer, plan.id, { paymentToken: "tok_refund_pending" });
    const result = await refund(sold.transaction.id);
    expect([result.refund.status, result.transaction.status]).toEqual(["pending", "succeeded"]);
    const [attempt] = await core.runtime.db.orm
      .select()
      .from(payments)
      .where(eq(payments.transactionId, result.refund.id));
    await core.gateway.capture(attempt?.id ?? "");
    core.clock.advance(60_000);
    await reconcilePayments(core.job());
    expect(await transaction(sold.transaction.id)).toMatchObject({ status: "refunded", refundedMinor: 29_900 });
  });

  it("frees its amount when the gateway refuses it", async () => {
    const [customer, plan] = [await core.customer(), await core.plan()];
    const sold = await recharge(customer, plan.id, { paymentToken: "tok_refund_fails" });
    const result = await refund(sold.transaction.id);
    expect(result.refund.status).toBe("failed");
    expect(await transaction(sold.transaction.id)).toMatchObject({ refundRequestedMinor: 0, refundedMinor: 0 });
  });

  it("is tried again by the reconcile job, since the plan has ended and the money is owed", async () => {
    const customer = await core.customer();
    const { second, secondPlan } = await twoPlans(customer);
    const { refund: giveBack } = core.gateway;
    Object.assign(core.gateway, { refund: async () => ({ outcome: "failed", providerReference: randomUUID() }) });
    await cancelWithRefund(customer.ctx, { subscriptionId: secondPlan, idempotencyKey: randomUUID() });
    await reconcilePayments(core.job());
    expect(await transaction(second)).toMatchObject({ status: "succeeded", refundRequestedMinor: 0 });
    Object.assign(core.gateway, { refund: giveBack });
    core.clock.advance(3 * 60_000);
    await Promise.all([reconcilePayments(core.job()), reconcilePayments(core.job())]);
    expect(await transaction(second)).toMatchObject({ status: "refunded", refundedMinor: 29_900 });
    const refunds = await core.runtime.db.orm.select().from(transactions).where(eq(transactions.refundOfId, second));
    expect(refunds.map((each) => each.status).sort()).toEqual(["failed", "succeeded"]);
  });
});

describe("cancelling a waiting plan", () => {
  it("gives the whole price back to the payer, once per key, and moves followers up", async () => {
    const customer = await core.customer();
    const { second, secondPlan } = await twoPlans(customer);
    const idempotencyKey = randomUUID();
    const cancel = () => cancelWithRefund(customer.ctx, { subscriptionId: secondPlan, idempotencyKey });
    const answers = await Promise.all([cancel(), cancel(), cancel()]);
    expect(new Set(answers.map((answer) => answer.refund.id)).size).toBe(1);
    expect((await cancel()).refund).toMatchObject({ id: answers[0]?.refund.id, status: "succeeded" });
    expect(await transaction(second)).toMatchObject({ status: "refunded" });
  });

  it("is refused for a running plan and for other people's", async () => {
    const [customer, stranger] = [await core.customer(), await core.customer()];
    const { secondPlan } = await twoPlans(customer);
    const plans = await plansOf(customer.lineId);
    const [waiting, running] = [
      plans.find((each) => each.id === secondPlan),
      plans.find((each) => each.id !== secondPlan),
    ];
    const cancel = (ctx: TestCustomer["ctx"], subscriptionId = "") =>
      cancelWithRefund(ctx, { subscriptionId, idempotencyKey: randomUUID() });
    expect((await refusalOf(cancel(customer.ctx, running?.id))).reason).toBe("subscriptions.alreadyRunning");
    expect((await refusalOf(cancel(stranger.ctx, waiting?.id))).reason).toBe("subscriptions.notFound");
    expect((await refusalOf(cancel(customer.ctx, customer.id))).reason).toBe("subscriptions.notFound");
  });
});
