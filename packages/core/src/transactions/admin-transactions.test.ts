import { randomUUID } from "node:crypto";
import { type AdminListTransactionsInput, formatPhone, newId } from "@nexa/contracts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { adminRouter } from "../admin-router.ts";
import { aPhone, createTestCore, type TestCore, type TestCustomer, type TestPlan } from "../testing/index.ts";
import { adminGetTransaction } from "./admin-get-transaction.ts";
import { adminListTransactions } from "./admin-list-transactions.ts";
import { giveBack, pay, payInVain } from "./transactions.fixture.ts";

let core: TestCore;
let plan: TestPlan;
let cheap: TestPlan;
let payer: TestCustomer;
let recipientPhone: string;
let paid: { id: string; reference: string; createdAt: string };
let small: { id: string };

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-03-01T10:00:00Z") });
  plan = await core.plan();
  cheap = await core.plan({ priceMinor: 4_900 });
  payer = await core.customer({ fullName: "Kavya O'Neil 100%" });
  const someone = await core.customer({ fullName: "Ravi Shah" });
  recipientPhone = aPhone();
  await pay(someone, plan.id);
  core.clock.advance(60_000);
  paid = await pay(payer, plan.id, { recipientPhoneNumber: recipientPhone });
  core.clock.advance(60_000);
  small = await pay(payer, cheap.id, { paymentMethod: "net_banking" });
  core.clock.advance(60_000);
});
afterAll(() => core.close());

async function find(filter: Partial<AdminListTransactionsInput>): Promise<string[]> {
  const page = await adminListTransactions(await core.admin("support"), { limit: 100, ...filter });
  return page.items.map((item) => item.id);
}

it("shows staff who paid, and pages both ways", async () => {
  const staff = await core.admin("support");
  const newest = await adminListTransactions(staff, { limit: 2 });
  expect(newest.items[0]).toMatchObject({
    payer: { id: payer.id, fullName: "Kavya O'Neil 100%", phoneNumber: payer.phone, status: "active" },
    capturedAmountMinor: 4_900,
    refundRequestedAmountMinor: 0,
  });
  const oldest = await adminListTransactions(staff, { limit: 2, sort: "oldest" });
  expect(oldest.items[1]?.id).toBe(newest.items[1]?.id);
  const cursor = oldest.nextCursor ?? "";
  expect((await adminListTransactions(staff, { limit: 2, sort: "oldest", cursor })).items.map(({ id }) => id)).toEqual([
    small.id,
  ]);
  await expect(adminListTransactions(staff, { limit: 2, sort: "newest", cursor })).rejects.toMatchObject({
    reason: "request.badCursor",
  });
});

it("filters by every field", async () => {
  expect(await find({ payerId: payer.id })).toEqual([small.id, paid.id]);
  expect(await find({ planId: cheap.id })).toEqual([small.id]);
  expect(await find({ paymentMethod: "net_banking" })).toEqual([small.id]);
  expect(await find({ payerId: payer.id, minAmountMinor: 4_901 })).toEqual([paid.id]);
  expect(await find({ payerId: payer.id, maxAmountMinor: 4_900 })).toEqual([small.id]);
  expect(await find({ recipientPhoneNumber: formatPhone(recipientPhone) })).toEqual([paid.id]);
  expect(await find({ recipientPhoneNumber: "0000" })).toEqual([]);
  expect(await find({ lineId: payer.lineId })).toEqual([small.id]);
  expect(await find({ status: "failed" })).toEqual([]);
  expect(await find({ type: "topup_purchase" })).toEqual([]);
  expect(await find({ discountType: "offer" })).toEqual([]);
  expect(await find({ offerId: newId(core.clock.now()) })).toEqual([]);
  expect(await find({ from: paid.createdAt, until: new Date(Date.parse(paid.createdAt) + 1).toISOString() })).toEqual([
    paid.id,
  ]);
});

it("finds by reference however it is typed, by number or its last digits, and by words of the name", async () => {
  expect(await find({ search: paid.reference })).toEqual([paid.id]);
  expect(await find({ search: paid.reference.toLowerCase().replaceAll("-", "") })).toEqual([paid.id]);
  expect(await find({ search: paid.reference.replace("RC", "TP") })).toEqual([]);
  expect(await find({ search: recipientPhone })).toEqual([paid.id]);
  expect(await find({ search: recipientPhone.slice(-8) })).toEqual([paid.id]);
  expect(await find({ search: payer.phone })).toEqual([small.id, paid.id]);
  expect(await find({ search: "neil kavya" })).toEqual([small.id, paid.id]);
  expect(await find({ search: "100%" })).toEqual([small.id, paid.id]);
  expect(await find({ search: "kavya shah" })).toEqual([]);
  for (const search of ["----", "(...)", "%%%%"]) expect(await find({ search })).toEqual([]);
});

it("finds a failed first payment for a new number by that number", async () => {
  const customer = await core.customer();
  const phone = aPhone();
  await payInVain(customer, plan.id, { recipientPhoneNumber: phone });
  expect(await find({ search: phone })).toHaveLength(1);
});

it("shows one transaction with its history, attempts and refunds: transactions.notFound for none", async () => {
  const customer = await core.customer();
  const { id } = await pay(customer, plan.id);
  const { refund } = await giveBack(core, id, 1_000);
  const staff = await core.admin("support");
  const detail = await adminGetTransaction(staff, { transactionId: id });
  expect(detail.events.map((event) => event.toStatus)).toEqual(["pending", "succeeded", "partially_refunded"]);
  expect(detail.events[0]?.actorId).toBe(customer.id);
  expect(detail.attempts.map((each) => [each.kind, each.status, each.amountMinor])).toEqual([
    ["charge", "succeeded", 29_900],
    ["refund", "succeeded", 1_000],
  ]);
  expect(detail.refunds.map((each) => each.id)).toEqual([refund.id]);
  expect(await find({ refundOfId: id })).toEqual([refund.id]);
  await expect(adminGetTransaction(staff, { transactionId: newId(core.clock.now()) })).rejects.toMatchObject({
    reason: "transactions.notFound",
  });
});

it("lets finance refund over the router, and support only read: request.roleNotAllowed", async () => {
  const { id } = await pay(await core.customer(), plan.id);
  const input = { transactionId: id, reason: "No service", idempotencyKey: randomUUID() };
  const support = adminRouter.createCaller(await core.admin("support"));
  await expect(support.transactions.refund(input)).rejects.toMatchObject({
    cause: { reason: "request.roleNotAllowed" },
  });
  expect((await support.transactions.get({ transactionId: id })).status).toBe("succeeded");
  const finance = adminRouter.createCaller(await core.admin("finance"));
  const answer = await finance.transactions.refund(input);
  expect(answer.transaction).toMatchObject({ id, status: "refunded" });
  expect(answer.refund).toMatchObject({ type: "refund_adjustment", status: "succeeded", finalAmountMinor: 29_900 });
});
