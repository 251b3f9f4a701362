import { randomUUID } from "node:crypto";
import { bills, customerSessions, customers, payments, postpaidCycles, transactions } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { receiveWebhook, reconcilePayments } from "../../recharge/index.ts";
import { refusalOf } from "../../recharge/recharge.fixture.ts";
import { createTestCore, type TestCore } from "../../testing/index.ts";
import { suspendActivation } from "../suspend-activation.ts";
import {
  activationOf,
  billById,
  billed,
  billsOf,
  DAY_MS,
  pay,
  type Subscriber,
  subscriber,
  toldTo,
} from "./bill.fixture.ts";

const MINUTE_MS = 60_000;

let core: TestCore;
beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z") });
});
afterAll(() => core.close());

const billOf = (id: string) => billById(core, id);
const noticesOf = (customerId: string) => toldTo(core, customerId);
const refundsOf = (transactionId: string) =>
  core.runtime.db.orm.select().from(transactions).where(eq(transactions.refundOfId, transactionId));

const statusOf = async (activationId: string) => (await activationOf(core, { activationId })).status;

describe("paying a bill", () => {
  it("takes what is outstanding, settles the bill and its cycle, and tells the payer", async () => {
    const one = await subscriber(core);
    const bill = await billed(core, one);
    const { transaction, bill: paid } = await pay(one, bill.id);
    expect(transaction).toMatchObject({ type: "postpaid_bill_payment", status: "succeeded", finalAmountMinor: 49_900 });
    expect(transaction.reference).toMatch(/^BP-/);
    expect(paid).toMatchObject({ status: "paid", outstandingMinor: 0, paidMinor: 49_900, isPaymentPending: false });
    const { orm } = core.runtime.db;
    const [cycle] = await orm.select().from(postpaidCycles).where(eq(postpaidCycles.id, one.cycleId));
    expect(cycle).toMatchObject({ status: "completed", completedAt: core.clock.now() });
    expect(await noticesOf(one.id)).toEqual(["bill_issued", "payment_success"]);
    expect((await refusalOf(pay(one, bill.id))).reason).toBe("billing.billSettled");
  });

  it("answers with the same transaction for the same key, and refuses the key for another bill", async () => {
    const one = await subscriber(core);
    const first = await billed(core, one);
    const second = await billed(core, one);
    const idempotencyKey = randomUUID();
    const paid = await pay(one, first.id, { idempotencyKey });
    const again = await pay(one, first.id, { idempotencyKey });
    expect(again.transaction.id).toBe(paid.transaction.id);
    expect((await refusalOf(pay(one, second.id, { idempotencyKey }))).reason).toBe("billing.keyReused");
  });

  it("is refused before the cycle ends, with the date", async () => {
    const one = await subscriber(core);
    const refusal = await refusalOf(pay(one, one.cycleId));
    expect(refusal.reason).toBe("billing.cycleOpen");
    const day = new Intl.DateTimeFormat("en-IN", { dateStyle: "long", timeZone: "Asia/Kolkata" });
    expect(refusal.message).toContain(day.format(new Date(core.clock.now().getTime() + 30 * DAY_MS)));
    core.clock.advance(30 * DAY_MS);
    expect((await refusalOf(pay(one, one.cycleId))).message).toContain("in a few minutes");
  });

  it("hides other people's bills and cycles", async () => {
    const [one, other] = [await subscriber(core), await subscriber(core)];
    const bill = await billed(core, one);
    for (const id of [bill.id, one.cycleId, randomUUID()]) {
      expect((await refusalOf(pay(other, id))).reason).toBe("billing.billUnknown");
    }
  });

  it("is refused to an account that is inactive or signed out", async () => {
    const one = await subscriber(core);
    const bill = await billed(core, one);
    const { orm } = core.runtime.db;
    await orm.update(customers).set({ status: "inactive" }).where(eq(customers.id, one.id));
    expect((await refusalOf(pay(one, bill.id))).reason).toBe("request.accountInactive");
    await orm.update(customers).set({ status: "active" }).where(eq(customers.id, one.id));
    await orm.delete(customerSessions).where(eq(customerSessions.userId, one.id));
    expect((await refusalOf(pay(one, bill.id))).reason).toBe("identity.sessionEnded");
  });

  it("happens once where 50 requests with different keys pay at the same time, and the others are told why", async () => {
    const one = await subscriber(core);
    const bill = await billed(core, one);
    const results = await Promise.all(
      Array.from({ length: 50 }, () =>
        pay(one, bill.id).then(
          (paid) => paid.transaction.status,
          (error) => error.reason,
        ),
      ),
    );
    const paid = results.filter((result) => result === "succeeded");
    const told = results.filter((result) => result === "billing.paymentUnderWay" || result === "billing.billSettled");
    expect([paid.length, told.length]).toEqual([1, 49]);
    expect(await billOf(bill.id)).toMatchObject({ paidMinor: 49_900, status: "paid" });
    const charged = await core.runtime.db.orm
      .select()
      .from(transactions)
      .where(and(eq(transactions.payerId, one.id), eq(transactions.type, "postpaid_bill_payment")));
    expect(charged).toHaveLength(1);
  });

  it("happens once where 20 requests come with one key", async () => {
    const one = await subscriber(core);
    const bill = await billed(core, one);
    const idempotencyKey = randomUUID();
    const results = await Promise.all(Array.from({ length: 20 }, () => pay(one, bill.id, { idempotencyKey })));
    expect(new Set(results.map(({ transaction }) => transaction.id)).size).toBe(1);
  });
});

describe("a payment that does not end well at once", () => {
  it("leaves the bill open when declined, says why, and the bill can be paid with another key", async () => {
    const one = await subscriber(core);
    const bill = await billed(core, one);
    const idempotencyKey = randomUUID();
    const declined = { paymentToken: "tok_declined", idempotencyKey };
    const refusal = await refusalOf(pay(one, bill.id, declined));
    expect(refusal).toMatchObject({ reason: "billing.declined", code: "PAYMENT_DECLINED" });
    expect((await refusalOf(pay(one, bill.id, declined))).reason).toBe("billing.declined");
    expect(await billOf(bill.id)).toMatchObject({ status: "issued", paidMinor: 0 });
    expect((await pay(one, bill.id)).bill.status).toBe("paid");
    expect(await noticesOf(one.id)).toContain("payment_failure");
  });

  it("is pending, is not paid twice meanwhile, and is settled by the webhook, however often it comes", async () => {
    const one = await subscriber(core);
    const bill = await billed(core, one);
    const pending = await pay(one, bill.id, { paymentToken: "tok_pending" });
    expect(pending.transaction.status).toBe("pending");
    expect(pending.bill).toMatchObject({ status: "issued", isPaymentPending: true });
    const refusal = await refusalOf(pay(one, bill.id));
    expect(refusal).toMatchObject({ reason: "billing.paymentUnderWay" });
    expect(refusal.details.transactionId).toBe(pending.transaction.id);
    await capture(pending.transaction.id);
    expect(await billOf(bill.id)).toMatchObject({ status: "paid", paidMinor: 49_900 });
    expect(await refundsOf(pending.transaction.id)).toEqual([]);
    expect(await noticesOf(one.id)).toEqual(["bill_issued", "payment_pending", "payment_success"]);
  });

  it("is settled by two reconcile jobs at once where the webhook never comes", async () => {
    const one = await subscriber(core);
    const bill = await billed(core, one);
    const { transaction } = await pay(one, bill.id, { paymentToken: "tok_timeout" });
    const [attempt] = await core.runtime.db.orm
      .select()
      .from(payments)
      .where(eq(payments.transactionId, transaction.id));
    await core.gateway.capture(attempt?.id ?? "");
    core.clock.advance(MINUTE_MS);
    await Promise.all([reconcilePayments(core.job()), reconcilePayments(core.job())]);
    expect(await billOf(bill.id)).toMatchObject({ status: "paid", paidMinor: 49_900 });
  });

  it("is reversed after five minutes, and a capture after that goes back", async () => {
    const one = await subscriber(core);
    const bill = await billed(core, one);
    const wish = { paymentToken: "tok_late_capture", idempotencyKey: randomUUID() };
    const { transaction } = await pay(one, bill.id, wish);
    expect(transaction.status).toBe("pending");
    core.clock.advance(6 * MINUTE_MS);
    await reconcilePayments(core.job());
    expect((await refusalOf(pay(one, bill.id, wish))).reason).toBe("billing.reversed");
    expect(await billOf(bill.id)).toMatchObject({ status: "issued", paidMinor: 0 });
    const paid = await pay(one, bill.id);
    expect(paid.bill.status).toBe("paid");
    await capture(transaction.id);
    expect(await refundsOf(transaction.id)).toMatchObject([{ status: "succeeded", finalAmountMinor: 49_900 }]);
    expect(await billOf(bill.id)).toMatchObject({ status: "paid", paidMinor: 49_900 });
  });

  it("that can still be stopped at the gateway is reversed there, and takes nothing", async () => {
    const one = await subscriber(core);
    const bill = await billed(core, one);
    const { transaction } = await pay(one, bill.id, { paymentToken: "tok_pending" });
    core.clock.advance(6 * MINUTE_MS);
    await reconcilePayments(core.job());
    const [row] = await core.runtime.db.orm.select().from(transactions).where(eq(transactions.id, transaction.id));
    expect(row).toMatchObject({ status: "reversed", capturedMinor: 0 });
    expect((await billOf(bill.id)).status).toBe("issued");
    expect(await noticesOf(one.id)).toContain("payment_failure");
  });

  it("gives the money back where the bill has nothing outstanding any more when the payment arrives", async () => {
    const one = await subscriber(core);
    const bill = await billed(core, one);
    const { transaction } = await pay(one, bill.id, { paymentToken: "tok_pending" });
    await core.runtime.db.orm
      .update(bills)
      .set({ creditedMinor: bill.totalMinor, status: "credited", settledAt: core.clock.now() })
      .where(eq(bills.id, bill.id));
    await capture(transaction.id);
    expect(await refundsOf(transaction.id)).toMatchObject([{ status: "succeeded" }]);
    const [row] = await core.runtime.db.orm.select().from(transactions).where(eq(transactions.id, transaction.id));
    expect(row).toMatchObject({ status: "reversed", capturedMinor: 49_900, refundedMinor: 49_900 });
    expect(await billOf(bill.id)).toMatchObject({ status: "credited", paidMinor: 0 });
  });
});

describe("a suspended line", () => {
  it("is restored by paying the last overdue bill, not before", async () => {
    const one = await subscriber(core);
    const first = await billed(core, one);
    const second = await billed(core, one);
    const { orm } = core.runtime.db;
    await orm.update(bills).set({ status: "overdue" }).where(eq(bills.activationId, one.activationId));
    await suspend(one, "overdue");
    await pay(one, first.id);
    expect(await statusOf(one.activationId)).toBe("suspended");
    await pay(one, second.id);
    expect(await statusOf(one.activationId)).toBe("active");
    expect(await noticesOf(one.id)).toContain("service_restored");
  });

  it("stays suspended after paying where staff suspended it", async () => {
    const one = await subscriber(core);
    const bill = await billed(core, one);
    await suspend(one, "staff");
    await pay(one, bill.id);
    expect(await statusOf(one.activationId)).toBe("suspended");
    expect(await billsOf(core, one)).toMatchObject([{ status: "paid" }]);
  });
});

async function suspend(of: Subscriber, cause: "overdue" | "staff") {
  await suspendActivation(core.job(), await activationOf(core, of), { for: cause, reason: "Test" });
}

/** The gateway captures a charge that it had left open, and tells it five times at once. */
async function capture(transactionId: string) {
  const [attempt] = await core.runtime.db.orm
    .select()
    .from(payments)
    .where(and(eq(payments.transactionId, transactionId), eq(payments.kind, "charge")));
  if (!attempt) throw new Error("no attempt");
  await core.gateway.capture(attempt.id);
  const { headers, body: rawBody } = await core.gateway.webhookFor(attempt.id);
  const deliver = () => receiveWebhook(core.job(), { provider: "simulated", headers, rawBody });
  await Promise.all(Array.from({ length: 5 }, deliver));
}
