import { payments, referralDiscounts, subscriptions, transactions } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestCore, type TestCore, type TestCustomer } from "../testing/index.ts";
import { receiveWebhook } from "./receive-webhook.ts";
import { recharge, refer, refusalOf } from "./recharge.fixture.ts";
import { reconcilePayments } from "./reconcile-payments.ts";

let core: TestCore;
const MINUTE_MS = 60_000;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z") });
});
afterAll(() => core.close());

async function attemptOf(transactionId: string): Promise<string> {
  const [row] = await core.runtime.db.orm
    .select()
    .from(payments)
    .where(and(eq(payments.transactionId, transactionId), eq(payments.kind, "charge")));
  if (!row) throw new Error("no charge");
  return row.id;
}

async function transaction(id: string) {
  const [row] = await core.runtime.db.orm.select().from(transactions).where(eq(transactions.id, id));
  return row;
}

async function latest(customer: TestCustomer): Promise<string> {
  const [row] = await core.runtime.db.query<{ id: string }>({
    text: "select id from transactions where payer_id = $1 and type <> 'refund_adjustment' order by id desc limit 1",
    values: [customer.id],
  });
  return row?.id ?? "";
}

const planCount = async (transactionId: string) =>
  (await core.runtime.db.orm.select().from(subscriptions).where(eq(subscriptions.transactionId, transactionId))).length;

async function deliver(attemptId: string) {
  const webhook = await core.gateway.webhookFor(attemptId);
  return receiveWebhook(core.job(), { provider: "simulated", headers: webhook.headers, rawBody: webhook.body });
}

/** Our attempts and the gateway's ledger name the same movements of money. */
async function expectLedgersEqual() {
  const theirs = new Map<string, number>();
  for await (const entry of core.gateway.ledger({ from: new Date(0) })) theirs.set(entry.attemptId, entry.amountMinor);
  const ours = await core.runtime.db.query<{ id: string; amount_minor: number }>({
    text: "select id, amount_minor from payments where status = 'succeeded'",
  });
  expect(new Map(ours.map((row) => [row.id, row.amount_minor]))).toEqual(theirs);
}

async function pending(customer: TestCustomer, token = "tok_pending"): Promise<string> {
  const plan = await core.plan();
  const result = await recharge(customer, plan.id, { paymentToken: token });
  expect(result.transaction.status).toBe("pending");
  return result.transaction.id;
}

describe("a pending payment", () => {
  it("is settled by the webhook, once or ten times at once", async () => {
    const customer = await core.customer();
    const id = await pending(customer);
    const attemptId = await attemptOf(id);
    await core.gateway.capture(attemptId);
    await Promise.all(Array.from({ length: 10 }, () => deliver(attemptId)));
    expect(await deliver(attemptId)).toBe("repeated");
    expect(await transaction(id)).toMatchObject({ status: "succeeded", capturedMinor: 29_900 });
    expect(await planCount(id)).toBe(1);
    await expectLedgersEqual();
  });

  it("is failed by the webhook of a decline, and the discount is free again", async () => {
    const [referrer, referee] = [await core.customer(), await core.customer()];
    const { discountId } = await refer(core, referrer, referee);
    const id = await pending(referee);
    const attemptId = await attemptOf(id);
    await core.gateway.decline(attemptId, "Insufficient funds.");
    await deliver(attemptId);
    expect(await transaction(id)).toMatchObject({ status: "failed", detail: "Insufficient funds." });
    const [discount] = await core.runtime.db.orm
      .select()
      .from(referralDiscounts)
      .where(eq(referralDiscounts.id, discountId));
    expect(discount).toMatchObject({ status: "unused", transactionId: null });
    expect(await planCount(id)).toBe(0);
  });

  it("is settled by the reconcile job when the webhook never comes", async () => {
    for (const token of ["tok_pending", "tok_timeout"]) {
      const customer = await core.customer();
      const id = await pending(customer, token);
      await core.gateway.capture(await attemptOf(id));
      core.clock.advance(MINUTE_MS);
      await Promise.all([reconcilePayments(core.job()), reconcilePayments(core.job())]);
      expect(await transaction(id)).toMatchObject({ status: "succeeded" });
      expect(await planCount(id)).toBe(1);
    }
    await expectLedgersEqual();
  });

  it("is reversed after five minutes, and cannot be captured any more", async () => {
    const customer = await core.customer();
    const id = await pending(customer);
    const attemptId = await attemptOf(id);
    core.clock.advance(4 * MINUTE_MS);
    await reconcilePayments(core.job());
    expect(await transaction(id)).toMatchObject({ status: "pending" });
    core.clock.advance(MINUTE_MS + 1);
    await reconcilePayments(core.job());
    expect(await transaction(id)).toMatchObject({ status: "reversed", capturedMinor: 0 });
    expect((await core.gateway.find(attemptId))?.state).toBe("cancelled");
    expect(await planCount(id)).toBe(0);
    await expectLedgersEqual();
  });

  it("gives back a capture that arrives after the reversal, once however often it is told", async () => {
    const customer = await core.customer();
    const id = await pending(customer, "tok_late_capture");
    const attemptId = await attemptOf(id);
    core.clock.advance(6 * MINUTE_MS);
    await reconcilePayments(core.job());
    expect(await transaction(id)).toMatchObject({ status: "reversed" });
    await core.gateway.capture(attemptId);
    await Promise.all(Array.from({ length: 5 }, () => deliver(attemptId)));
    expect(await transaction(id)).toMatchObject({
      status: "reversed",
      capturedMinor: 29_900,
      refundRequestedMinor: 29_900,
      refundedMinor: 29_900,
    });
    expect(await planCount(id)).toBe(0);
    await expectLedgersEqual();
  });

  it("takes a webhook that overtakes the gateway's own answer", async () => {
    const [customer, plan] = [await core.customer(), await core.plan()];
    core.gateway.interceptAnswers(async (attemptId) => {
      core.gateway.interceptAnswers(null);
      await deliver(attemptId);
    });
    const result = await recharge(customer, plan.id);
    expect(result).toMatchObject({ transaction: { status: "succeeded" }, subscription: { status: "active" } });
    expect(await planCount(result.transaction.id)).toBe(1);
    await expectLedgersEqual();
  });
});

describe("a payment that cannot be delivered", () => {
  it("is given back when the line went postpaid meanwhile, and says so to a replay", async () => {
    const customer = await core.customer();
    const plan = await core.plan();
    core.gateway.interceptAnswers(async () => {
      core.gateway.interceptAnswers(null);
      await core.runtime.db.query({
        text: "update lines set mode = 'postpaid' where id = $1",
        values: [customer.lineId],
      });
    });
    const refusal = await refusalOf(recharge(customer, plan.id, { idempotencyKey: "undeliverable" }));
    expect(refusal.reason).toBe("recharge.reversed");
    const replay = await refusalOf(recharge(customer, plan.id, { idempotencyKey: "undeliverable" }));
    expect([replay.message, replay.details]).toEqual([refusal.message, refusal.details]);
    expect(await transaction(await latest(customer))).toMatchObject({ status: "reversed", refundedMinor: 29_900 });
    await expectLedgersEqual();
  });
});

describe("a webhook", () => {
  it("is refused with a bad signature, an unknown provider, and kept apart when it matches no attempt", async () => {
    const customer = await core.customer();
    const id = await pending(customer);
    const attemptId = await attemptOf(id);
    await core.gateway.capture(attemptId);
    const webhook = await core.gateway.webhookFor(attemptId);
    const send = (rawBody: string, provider = "simulated") =>
      receiveWebhook(core.job(), { provider, headers: webhook.headers, rawBody });
    const forged = webhook.body.replace("29900", "1");
    expect((await refusalOf(send(forged))).reason).toBe("webhook.rejected");
    expect((await refusalOf(send(webhook.body, "paypal"))).reason).toBe("webhook.providerUnknown");
    await core.runtime.db.query({ text: "update payments set amount_minor = 1 where id = $1", values: [attemptId] });
    expect(await send(webhook.body)).toBe("unmatched");
    expect(await transaction(id)).toMatchObject({ status: "pending" });
  });
});
