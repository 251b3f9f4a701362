import { randomUUID } from "node:crypto";
import { newId } from "@nexa/contracts";
import { customerSessions, offers, payments, referralDiscounts } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { auditBooks } from "../audit/index.ts";
import { forgetCatalog } from "../catalog/index.ts";
import { createTestCore, type TestCore, type TestPlan } from "../testing/index.ts";
import { receiveWebhook } from "./receive-webhook.ts";
import { recharge, refer, refusalOf } from "./recharge.fixture.ts";
import { reconcilePayments } from "./reconcile-payments.ts";
import { refundTransaction } from "./request-refund.ts";

let core: TestCore;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z") });
});
afterEach(async () => {
  core.gateway.interceptAnswers(null);
  const { findings } = await auditBooks(core.job(), { withGateway: true, settleGraceMs: 0 });
  expect(findings).toEqual([]);
});
afterAll(() => core.close());

async function anOffer(plan: TestPlan, validUntil: Date): Promise<string> {
  const now = core.clock.now();
  const id = newId(now);
  await core.runtime.db.orm.insert(offers).values({
    ...{ id, planId: plan.id, name: "Festival", kind: "fixed_price", amountMinor: 19_900 },
    ...{ validFrom: new Date(now.getTime() - DAY_MS), validUntil, createdAt: now, updatedAt: now },
  });
  forgetCatalog(core);
  return id;
}

async function attemptOf(transactionId: string): Promise<string> {
  const [row] = await core.runtime.db.orm
    .select()
    .from(payments)
    .where(and(eq(payments.transactionId, transactionId), eq(payments.kind, "charge")));
  return row?.id ?? "";
}

async function deliver(attemptId: string) {
  const { headers, body } = await core.gateway.webhookFor(attemptId);
  return receiveWebhook(core.job(), { provider: "simulated", headers, rawBody: body });
}

async function discount(id: string) {
  const [row] = await core.runtime.db.orm.select().from(referralDiscounts).where(eq(referralDiscounts.id, id));
  return row && { status: row.status, transactionId: row.transactionId };
}

async function referredCustomer() {
  const [referrer, referee] = [await core.customer(), await core.customer()];
  return { referrer, referee, ...(await refer(core, referrer, referee)) };
}

describe("at the very instant", () => {
  it("an offer ends, it is gone: named it is refused, else the plan's price holds", async () => {
    const [payer, plan] = [await core.customer(), await core.plan()];
    const ends = new Date(core.clock.now().getTime() + MINUTE_MS);
    const offerId = await anOffer(plan, ends);
    core.clock.set(new Date(ends.getTime() - 1));
    expect((await recharge(payer, plan.id, { offerId })).transaction.finalAmountMinor).toBe(19_900);
    core.clock.set(ends);
    expect(await refusalOf(recharge(payer, plan.id, { offerId }))).toMatchObject({ reason: "recharge.offerNotActive" });
    expect((await recharge(payer, plan.id)).transaction.finalAmountMinor).toBe(29_900);
  });

  it("a session ends, its next recharge is refused", async () => {
    const [payer, plan] = [await core.customer(), await core.plan()];
    const { sessionId } = payer.ctx.actor;
    const ends = new Date(core.clock.now().getTime() + MINUTE_MS);
    await core.runtime.db.orm
      .update(customerSessions)
      .set({ expiresAt: ends })
      .where(eq(customerSessions.id, sessionId));
    core.clock.set(ends);
    expect(await refusalOf(recharge(payer, plan.id))).toMatchObject({ reason: "recharge.sessionEnded" });
  });

  it("a plan ends, a top-up is refused and the next plan starts without waiting", async () => {
    const [payer, plan] = [await core.customer(), await core.plan({ validityDays: 1 })];
    const topup = await core.plan({ isTopup: true, validityDays: 1 });
    await recharge(payer, plan.id);
    core.clock.advance(DAY_MS - 1);
    expect((await recharge(payer, topup.id)).subscription?.status).toBe("active");
    core.clock.advance(1);
    expect(await refusalOf(recharge(payer, topup.id))).toMatchObject({ reason: "recharge.topupNeedsPlan" });
    const next = await recharge(payer, plan.id);
    expect(next.subscription).toMatchObject({ status: "active", startsAt: core.clock.now().toISOString() });
  });

  it("a key ends after 24 hours, it stands for a new recharge, once for 20 requests", async () => {
    const [payer, plan] = [await core.customer(), await core.plan()];
    const idempotencyKey = randomUUID();
    const first = await recharge(payer, plan.id, { idempotencyKey });
    core.clock.advance(DAY_MS - 1);
    expect((await recharge(payer, plan.id, { idempotencyKey })).transaction.id).toBe(first.transaction.id);
    core.clock.advance(1);
    const other = core.another();
    const elsewhere = { ...payer, ctx: { ...payer.ctx, runtime: other, db: other.db } };
    const again = await Promise.all(
      Array.from({ length: 20 }, (_, index) => recharge(index % 2 ? payer : elsewhere, plan.id, { idempotencyKey })),
    );
    const ids = new Set(again.map(({ transaction }) => transaction.id));
    expect(ids.size).toBe(1);
    expect(ids).not.toContain(first.transaction.id);
  });
});

describe("a referral discount held by a pending payment", () => {
  it("is honoured when it expires before the money comes", async () => {
    const { referee, discountId } = await referredCustomer();
    const plan = await core.plan();
    const { transaction } = await recharge(referee, plan.id, { paymentToken: "tok_pending" });
    await core.runtime.db.orm
      .update(referralDiscounts)
      .set({ expiresAt: new Date(core.clock.now().getTime() + 1) })
      .where(eq(referralDiscounts.id, discountId));
    core.clock.advance(MINUTE_MS);
    await core.gateway.capture(await attemptOf(transaction.id));
    await deliver(await attemptOf(transaction.id));
    expect(await discount(discountId)).toEqual({ status: "used", transactionId: transaction.id });
  });

  it("goes to another recharge after the reversal, and a late capture does not take it back", async () => {
    const { referee, discountId } = await referredCustomer();
    const plan = await core.plan();
    const { transaction } = await recharge(referee, plan.id, { paymentToken: "tok_late_capture" });
    expect(await discount(discountId)).toEqual({ status: "held", transactionId: transaction.id });
    core.clock.advance(6 * MINUTE_MS);
    await reconcilePayments(core.job());
    expect(await discount(discountId)).toEqual({ status: "unused", transactionId: null });
    const second = await recharge(referee, plan.id);
    expect(second.transaction.discountType).toBe("referral");
    const attemptId = await attemptOf(transaction.id);
    await core.gateway.capture(attemptId);
    await Promise.all(Array.from({ length: 4 }, () => deliver(attemptId)));
    expect(await discount(discountId)).toEqual({ status: "used", transactionId: second.transaction.id });
  });

  it("is used once, spent or given back, whatever is refunded while it is held elsewhere", async () => {
    const { referee, referrer, discountId } = await referredCustomer();
    const plan = await core.plan();
    const first = await recharge(referee, plan.id);
    const finance = await core.admin("finance");
    const reason = "Sold by mistake";
    await refundTransaction(finance, { transactionId: first.transaction.id, reason, idempotencyKey: randomUUID() });
    const second = await recharge(referee, plan.id, { paymentToken: "tok_pending" });
    expect(await discount(discountId)).toEqual({ status: "held", transactionId: second.transaction.id });
    await core.gateway.decline(await attemptOf(second.transaction.id));
    await deliver(await attemptOf(second.transaction.id));
    expect(await discount(discountId)).toEqual({ status: "unused", transactionId: null });
    // The reward of the refunded first recharge is revoked, and no later recharge brings another.
    await recharge(referee, plan.id);
    const rewards = await core.runtime.db.orm
      .select()
      .from(referralDiscounts)
      .where(eq(referralDiscounts.customerId, referrer.id));
    expect(rewards.map((row) => row.status)).toEqual(["revoked"]);
  });
});

describe("a payment that was given up but cannot be stopped", () => {
  it.each([
    ["captures, and no webhook says so", "capture", "succeeded", 29_900],
    ["is declined, and no webhook says so", "decline", "reversed", 0],
  ] as const)("%s: it is asked about until it is over", async (_, decide, status, moved) => {
    const [payer, plan] = [await core.customer(), await core.plan()];
    const { transaction } = await recharge(payer, plan.id, { paymentToken: "tok_late_capture" });
    const attemptId = await attemptOf(transaction.id);
    for (let minutes = 0; minutes < 20; minutes += 10) {
      core.clock.advance(10 * MINUTE_MS);
      await reconcilePayments(core.job());
    }
    await core.gateway[decide](attemptId);
    core.clock.advance(MINUTE_MS);
    await Promise.all([reconcilePayments(core.job()), reconcilePayments(core.job())]);
    const [row] = await core.runtime.db.query({
      text: `select t.status, p.status as charge, t.captured_minor as captured, t.refunded_minor as refunded
        from transactions t join payments p on p.transaction_id = t.id where t.id = $1`,
      values: [transaction.id],
    });
    expect(row).toEqual({ status: "reversed", charge: status, captured: moved, refunded: moved });
    expect(await reconcilePayments(core.job())).toMatchObject({ looked: 0 });
  });
});

describe("money that the bank will not take back", () => {
  it("is offered again after longer and longer waits, not every minute", async () => {
    const [payer, plan] = [await core.customer(), await core.plan()];
    const paymentToken = "tok_refund_fails";
    const line = "update lines set mode = $2 where phone = $1";
    core.gateway.interceptAnswers(async () => {
      await core.runtime.db.query({ text: line, values: [payer.phone, "postpaid"] });
    });
    await refusalOf(recharge(payer, plan.id, { paymentToken }));
    core.gateway.interceptAnswers(null);
    await core.runtime.db.query({ text: line, values: [payer.phone, "idle"] });
    const attempts = async () => {
      const text = "select status from transactions where payer_id = $1 and refund_of_id is not null";
      return (await core.runtime.db.query({ text, values: [payer.id] })).map((row) => row.status);
    };
    expect(await attempts()).toEqual(["failed"]);
    for (let minute = 0; minute < 62; minute += 1) {
      core.clock.advance(MINUTE_MS);
      await Promise.all([reconcilePayments(core.job()), reconcilePayments(core.job())]);
    }
    expect(await attempts()).toEqual(Array(6).fill("failed"));
  });
});

describe("a referral", () => {
  it("is not completed by a first payment that was reversed, undeliverable or declined, but by the first plan", async () => {
    const { referee, referrer } = await referredCustomer();
    const plan = await core.plan();
    await refusalOf(recharge(referee, plan.id, { paymentToken: "tok_declined" }));
    const line = "update lines set mode = $2 where phone = $1";
    core.gateway.interceptAnswers(async () => {
      await core.runtime.db.query({ text: line, values: [referee.phone, "postpaid"] });
    });
    expect(await refusalOf(recharge(referee, plan.id))).toMatchObject({ reason: "recharge.reversed" });
    core.gateway.interceptAnswers(null);
    await core.runtime.db.query({ text: line, values: [referee.phone, "idle"] });
    const completions = () =>
      core.runtime.db.query({
        text: "select completing_transaction_id as id from referrals where referee_id = $1",
        values: [referee.id],
      });
    expect(await completions()).toEqual([{ id: null }]);
    const { transaction } = await recharge(referee, plan.id);
    expect(await completions()).toEqual([{ id: transaction.id }]);
    expect(transaction.discountType).toBe("referral");
    const rewarded = eq(referralDiscounts.customerId, referrer.id);
    expect(await core.runtime.db.orm.select().from(referralDiscounts).where(rewarded)).toHaveLength(1);
  });
});
