import { randomUUID } from "node:crypto";
import type { CreditBillInput, PayBillOfflineInput } from "@nexa/contracts";
import {
  adminSessions,
  auditEvents,
  creditNotes,
  documentCounters,
  payments,
  postpaidCycles,
  transactions,
} from "@nexa/db";
import { and, asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditBooks } from "../../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../../context.ts";
import { receiveWebhook, reconcilePayments, refundTransaction } from "../../recharge/index.ts";
import { refusalOf } from "../../recharge/recharge.fixture.ts";
import { createTestCore, type TestCore } from "../../testing/index.ts";
import { cancelActivation } from "../cancel-activation.ts";
import { suspendActivation } from "../suspend-activation.ts";
import { adminListBills } from "./admin-list-bills.ts";
import { activationOf, billById, billed, billsOf, pay, subscriber } from "./bill.fixture.ts";
import { creditBill } from "./credit-bill.ts";
import { listDuePayments } from "./list-due-payments.ts";
import { payBillOffline } from "./pay-bill-offline.ts";

let core: TestCore;
let finance: CoreContext<AdminActor>;
beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z") });
});
beforeEach(async () => {
  // The clock moves by months, so sessions end.
  finance = await core.admin("finance");
});
afterAll(() => core.close());

const credit = (billId: string, fields: Partial<CreditBillInput> = {}, by = finance) =>
  creditBill(by, { billId, kind: "credit", reason: "No service for a day", idempotencyKey: randomUUID(), ...fields });
const offline = (billId: string, fields: Partial<PayBillOfflineInput> = {}, by = finance) =>
  payBillOffline(by, {
    billId,
    reference: randomUUID(),
    reason: "Paid in the shop",
    idempotencyKey: randomUUID(),
    ...fields,
  });
const refund = (transactionId: string, amountMinor?: number) =>
  refundTransaction(finance, {
    ...{ transactionId, reason: "Billed by mistake", idempotencyKey: randomUUID() },
    ...(amountMinor === undefined ? {} : { amountMinor }),
  });
const notesOf = (billId: string) =>
  core.runtime.db.orm.select().from(creditNotes).where(eq(creditNotes.billId, billId)).orderBy(asc(creditNotes.number));
const auditOf = (subjectId: string) =>
  core.runtime.db.orm.select().from(auditEvents).where(eq(auditEvents.subjectId, subjectId));

describe("a credit note", () => {
  it("lowers what is outstanding, and the customer pays the rest", async () => {
    const one = await subscriber(core);
    const bill = await billed(core, one);
    const { creditNote, bill: after } = await credit(bill.id, { amountMinor: 9_900 });
    expect(creditNote).toMatchObject({ kind: "credit", amountMinor: 9_900, carriedMinor: 0 });
    expect(creditNote.number).toMatch(/^CN-\d{8}$/);
    expect(after).toMatchObject({ outstandingMinor: 40_000, creditedMinor: 9_900, status: "issued" });
    expect(after.customer.id).toBe(one.id);
    expect((await pay(one, bill.id)).transaction.finalAmountMinor).toBe(40_000);
    expect(await auditOf(bill.id)).toMatchObject([{ action: "postpaid.creditBill", reason: "No service for a day" }]);
  });

  it("of a paid bill is carried to the next one, never more than was paid", async () => {
    const one = await subscriber(core);
    const bill = await billed(core, one);
    await pay(one, bill.id);
    expect((await credit(bill.id, { amountMinor: 30_000 })).creditNote.carriedMinor).toBe(30_000);
    const refusal = await refusalOf(credit(bill.id, { amountMinor: 20_000 }));
    expect(refusal).toMatchObject({ reason: "billing.creditTooLarge", details: { mostMinor: 19_900 } });
    expect((await billed(core, one)).totalMinor).toBe(19_900);
    expect(await billById(core, bill.id)).toMatchObject({ status: "paid", creditedMinor: 0 });
  });

  it("of everything settles the bill as credited, completes the cycle and restores the line", async () => {
    const one = await subscriber(core);
    const bill = await billed(core, one);
    await suspendActivation(core.job(), await activationOf(core, one), { for: "overdue", reason: "Test" });
    const { bill: after } = await credit(bill.id, { kind: "waiver" });
    expect(after).toMatchObject({ status: "credited", outstandingMinor: 0 });
    const [cycle] = await core.runtime.db.orm.select().from(postpaidCycles).where(eq(postpaidCycles.id, one.cycleId));
    expect(cycle?.status).toBe("completed");
    expect((await activationOf(core, one)).status).toBe("active");
    expect((await refusalOf(credit(bill.id, { kind: "waiver" }))).reason).toBe("billing.nothingToWaive");
    expect((await refusalOf(pay(one, bill.id))).reason).toBe("billing.billSettled");
  });

  it("is one for one key, in parallel too, and the key is refused for another request", async () => {
    const one = await subscriber(core);
    const bill = await billed(core, one);
    const idempotencyKey = randomUUID();
    const wish = { idempotencyKey, amountMinor: 100 };
    const made = await Promise.all(Array.from({ length: 10 }, () => credit(bill.id, wish)));
    expect(new Set(made.map(({ creditNote }) => creditNote.id)).size).toBe(1);
    expect(await billById(core, bill.id)).toMatchObject({ creditedMinor: 100 });
    expect((await refusalOf(credit(bill.id, { idempotencyKey, amountMinor: 200 }))).reason).toBe("billing.keyReused");
  });

  it("never credits more than the bill where 20 come at the same time, and numbers have no gap", async () => {
    const one = await subscriber(core);
    const bill = await billed(core, one);
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => credit(bill.id, { amountMinor: 10_000 })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(4);
    expect(await billById(core, bill.id)).toMatchObject({ creditedMinor: 40_000, status: "issued" });
    await numbersWithoutGap();
  });

  it("is refused for an unknown bill, and to staff whose session has ended", async () => {
    expect((await refusalOf(credit(randomUUID()))).reason).toBe("billing.billUnknown");
    const one = await subscriber(core);
    const bill = await billed(core, one);
    const leaver = await core.admin("finance");
    await core.runtime.db.orm.delete(adminSessions).where(eq(adminSessions.userId, leaver.actor.adminId));
    expect((await refusalOf(credit(bill.id, {}, leaver))).reason).toBe("identity.sessionEnded");
    expect((await refusalOf(offline(bill.id, {}, leaver))).reason).toBe("identity.sessionEnded");
  });

  it("given while a payment is being confirmed sends that payment back, as its amount no longer fits", async () => {
    const one = await subscriber(core);
    const bill = await billed(core, one);
    const { transaction } = await pay(one, bill.id, { paymentToken: "tok_pending" });
    await credit(bill.id, { amountMinor: 100 });
    const attempt = await chargeOf(transaction.id);
    await core.gateway.capture(attempt);
    const { headers, body: rawBody } = await core.gateway.webhookFor(attempt);
    await receiveWebhook(core.job(), { provider: "simulated", headers, rawBody });
    const [row] = await core.runtime.db.orm.select().from(transactions).where(eq(transactions.id, transaction.id));
    expect(row).toMatchObject({ status: "reversed", refundedMinor: 49_900 });
    expect((await pay(one, bill.id)).bill).toMatchObject({ status: "paid", paidMinor: 49_800 });
  });
});

describe("an offline payment", () => {
  it("settles the bill like any payment, with method, provider and reference, and is audited", async () => {
    const one = await subscriber(core);
    const bill = await billed(core, one);
    const { transaction, bill: after } = await offline(bill.id, { reference: "CHQ-0042" });
    expect(transaction).toMatchObject({ status: "succeeded", paymentMethod: "offline", finalAmountMinor: 49_900 });
    expect(after).toMatchObject({ status: "paid", outstandingMinor: 0 });
    const [attempt] = await core.runtime.db.orm
      .select()
      .from(payments)
      .where(eq(payments.transactionId, transaction.id));
    expect(attempt).toMatchObject({ provider: "offline", providerReference: "CHQ-0042", status: "succeeded" });
    expect(await auditOf(bill.id)).toMatchObject([{ action: "postpaid.payBillOffline", reason: "Paid in the shop" }]);
    expect((await refusalOf(offline(bill.id))).reason).toBe("billing.billSettled");
  });

  it("counts a reference once, and leaves nothing behind where it is refused", async () => {
    const one = await subscriber(core);
    const [first, second] = [await billed(core, one), await billed(core, one)];
    await offline(first.id, { reference: "TRF-1" });
    expect((await refusalOf(offline(second.id, { reference: "TRF-1" }))).reason).toBe("billing.referenceUsed");
    expect(await billById(core, second.id)).toMatchObject({ status: "issued" });
    const idempotencyKey = randomUUID();
    const wish = { reference: "TRF-2", idempotencyKey };
    expect((await offline(second.id, wish)).transaction.id).toBe((await offline(second.id, wish)).transaction.id);
    expect((await refusalOf(offline(second.id, { idempotencyKey }))).reason).toBe("billing.keyReused");
  });

  it("is refused while a payment is being confirmed, and for an unknown bill", async () => {
    const one = await subscriber(core);
    const bill = await billed(core, one);
    await pay(one, bill.id, { paymentToken: "tok_pending" });
    expect((await refusalOf(offline(bill.id))).reason).toBe("billing.paymentUnderWay");
    expect((await refusalOf(offline(randomUUID()))).reason).toBe("billing.billUnknown");
  });

  it("is given back past the gateway when staff refund it", async () => {
    const one = await subscriber(core);
    const bill = await billed(core, one);
    const { transaction } = await offline(bill.id);
    const given = await refund(transaction.id);
    expect(given.transaction.status).toBe("refunded");
    expect(await core.gateway.find(await chargeOf(given.refund.id))).toBeNull();
    expect((await billById(core, bill.id)).status).toBe("credited");
  });
});

describe("a refund of a bill's payment", () => {
  it("in full becomes a numbered credit note, and the bill is credited, not outstanding again", async () => {
    const one = await subscriber(core);
    const bill = await billed(core, one);
    const { transaction } = await pay(one, bill.id);
    expect((await refund(transaction.id)).transaction).toMatchObject({
      status: "refunded",
      refundedAmountMinor: 49_900,
    });
    expect(await billById(core, bill.id)).toMatchObject({ status: "credited", paidMinor: 49_900 });
    expect(await notesOf(bill.id)).toMatchObject([{ kind: "refund", amountMinor: 49_900, carriedMinor: 0 }]);
    expect((await refusalOf(pay(one, bill.id))).reason).toBe("billing.billSettled");
    await numbersWithoutGap();
  });

  it("in part leaves the bill paid, with a credit note for each part", async () => {
    const one = await subscriber(core);
    const bill = await billed(core, one);
    const { transaction } = await pay(one, bill.id);
    await refund(transaction.id, 10_000);
    await refund(transaction.id, 5_000);
    expect(await billById(core, bill.id)).toMatchObject({ status: "paid" });
    expect((await notesOf(bill.id)).map(({ amountMinor }) => amountMinor)).toEqual([10_000, 5_000]);
  });

  it("that the gateway keeps pending has its credit note once it is done, one however often it is told", async () => {
    const one = await subscriber(core);
    const bill = await billed(core, one);
    const { transaction } = await pay(one, bill.id, { paymentToken: "tok_refund_pending" });
    const given = await refund(transaction.id);
    expect(await notesOf(bill.id)).toEqual([]);
    expect((await billById(core, bill.id)).status).toBe("paid");
    await core.gateway.capture(await chargeOf(given.refund.id));
    core.clock.advance(60_000);
    await Promise.all([reconcilePayments(core.job()), reconcilePayments(core.job())]);
    expect(await notesOf(bill.id)).toMatchObject([{ kind: "refund", amountMinor: 49_900 }]);
    expect((await billById(core, bill.id)).status).toBe("credited");
  });

  it("cannot give back what is carried to the next bill", async () => {
    const one = await subscriber(core);
    const bill = await billed(core, one);
    const { transaction } = await pay(one, bill.id);
    await credit(bill.id, { amountMinor: 40_000 });
    expect((await refusalOf(refund(transaction.id, 10_000))).reason).toBe("refund.aboveCaptured");
    await refund(transaction.id);
    expect(await billById(core, bill.id)).toMatchObject({ status: "paid" });
    expect((await notesOf(bill.id)).map(({ amountMinor }) => amountMinor)).toEqual([40_000, 9_900]);
    expect((await refusalOf(refund(transaction.id))).reason).toBe("refund.notRefundable");
    expect((await refusalOf(credit(bill.id, { amountMinor: 1 }))).reason).toBe("billing.creditTooLarge");
  });

  it("gives back what was carried and no bill of a cancelled plan took, and nothing is carried there any more", async () => {
    const one = await subscriber(core);
    const first = await billed(core, one);
    const second = await billed(core, one);
    finance = await core.admin("finance");
    const [payment, secondPayment] = [await offline(first.id), await offline(second.id)];
    await credit(first.id, { amountMinor: 40_000 });
    // Notes of one instant are taken in any order.
    core.clock.advance(1_000);
    await credit(second.id, { amountMinor: 30_000 });
    const last = await withTransaction(core.job(), (tx) =>
      cancelActivation(tx, { activationId: one.activationId, reason: "Moved away" }),
    );
    expect(last).toMatchObject({ totalMinor: 0, status: "paid" });
    expect((await refusalOf(credit(first.id, { amountMinor: 1 }))).reason).toBe("billing.nothingFollows");
    // Of 40,000 and 30,000 the last bill took 40,000 and 9,900; the rest of both payments goes back, and not a minor unit more.
    expect((await refusalOf(refund(payment.transaction.id, 9_901))).reason).toBe("refund.aboveCaptured");
    expect((await refund(payment.transaction.id)).refund.finalAmountMinor).toBe(9_900);
    expect((await refund(secondPayment.transaction.id)).refund.finalAmountMinor).toBe(40_000);
    expect((await refusalOf(refund(secondPayment.transaction.id))).reason).toBe("refund.notRefundable");
    const { findings } = await auditBooks(core.job(), { withGateway: true, settleGraceMs: 0 });
    expect(findings).toEqual([]);
  });
});

describe("staff's lists", () => {
  it("finds bills by status, customer, number, phone and time, in pages", async () => {
    const one = await subscriber(core);
    const [first, second] = [await billed(core, one), await billed(core, one)];
    await pay(one, first.id);
    const list = async (fields: object) =>
      (await adminListBills(finance, { limit: 100, ...fields })).items.map(({ id }) => id);
    expect(await list({ customerId: one.id })).toEqual([second.id, first.id]);
    expect(await list({ customerId: one.id, sort: "oldest" })).toEqual([first.id, second.id]);
    expect(await list({ customerId: one.id, status: "paid" })).toEqual([first.id]);
    expect(await list({ number: `b-${second.number}` })).toEqual([second.id]);
    expect(await list({ phoneNumber: one.phone, activationId: one.activationId })).toEqual([second.id, first.id]);
    expect(await list({ customerId: one.id, from: second.issuedAt.toISOString() })).toEqual([second.id]);
    expect(await list({ customerId: one.id, until: second.issuedAt.toISOString() })).toEqual([first.id]);
    const page = await adminListBills(finance, { limit: 1, customerId: one.id });
    const next = await adminListBills(finance, { limit: 1, customerId: one.id, cursor: page.nextCursor ?? "" });
    expect([page.items[0]?.id, next.items[0]?.id, next.nextCursor]).toEqual([second.id, first.id, null]);
    expect((await refusalOf(adminListBills(finance, { limit: 1, cursor: "x" }))).reason).toBe("request.badCursor");
  });

  it("lists what is due, the first due first, with the days it is overdue", async () => {
    const one = await subscriber(core);
    const first = await billed(core, one);
    const second = await billed(core, one);
    const list = (fields: object) => listDuePayments(finance, { limit: 1, customerId: one.id, ...fields });
    const page = await list({});
    expect(page.items).toMatchObject([{ id: first.id, daysOverdue: 15 }]);
    const next = await list({ cursor: page.nextCursor });
    expect(next.items).toMatchObject([{ id: second.id, daysOverdue: 0 }]);
    expect((await list({ isOverdue: false })).items).toMatchObject([{ id: second.id }]);
    expect((await list({ isOverdue: true, limit: 9 })).items).toHaveLength(1);
    expect((await list({ dueBefore: core.clock.now().toISOString(), limit: 9 })).items).toHaveLength(1);
    await offline(first.id);
    expect((await list({ limit: 9 })).items).toMatchObject([{ id: second.id }]);
    expect((await refusalOf(list({ cursor: "x" }))).reason).toBe("request.badCursor");
    expect(await billsOf(core, one)).toHaveLength(2);
  });
});

async function numbersWithoutGap() {
  const notes = await core.runtime.db.orm.select().from(creditNotes).orderBy(asc(creditNotes.number));
  expect(notes.map(({ number }) => number)).toEqual(notes.map((_, index) => index + 1));
  const [counter] = await core.runtime.db.orm
    .select()
    .from(documentCounters)
    .where(eq(documentCounters.name, "credit_note"));
  expect(counter?.last).toBe(notes.length);
}

async function chargeOf(transactionId: string): Promise<string> {
  const [row] = await core.runtime.db.orm
    .select()
    .from(payments)
    .where(and(eq(payments.transactionId, transactionId)));
  return row?.id ?? "";
}
