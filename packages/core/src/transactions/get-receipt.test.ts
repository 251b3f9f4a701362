import { afterAll, beforeAll, expect, it } from "vitest";
import { hasPdftotext, pdfText } from "../pdf/pdf-text.fixture.ts";
import { createTestCore, type TestCore, type TestPlan } from "../testing/index.ts";
import { getReceipt } from "./get-receipt.ts";
import { listTransactions } from "./list-transactions.ts";
import { giveBack, pay, payInVain } from "./transactions.fixture.ts";

let core: TestCore;
let plan: TestPlan;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-03-01T20:00:00Z") });
  plan = await core.plan({ name: "Super ₹299" });
});
afterAll(() => core.close());

it.runIf(hasPdftotext)(
  "says who paid what for which number, in the operator's time, with the money given back since",
  async () => {
    const customer = await core.customer({ fullName: "Asha Rao" });
    const paid = await pay(customer, plan.id);
    const { refund } = await giveBack(core, paid.id, 4_900);
    const receipt = await getReceipt(customer.ctx, { transactionId: paid.id });
    expect(receipt).toMatchObject({
      fileName: `nexa-receipt-${paid.reference}.pdf`,
      contentType: "application/pdf",
    });
    expect(Buffer.from(receipt.bytes.subarray(0, 5)).toString()).toBe("%PDF-");
    const text = pdfText(receipt.bytes);
    for (const part of [
      ...["NEXA", paid.reference, "Asha Rao", customer.phone.slice(-5), "Super ₹299", "28 days", "UPI"],
      ...["2 March 2026", "1:30 am", "₹299.00", refund.reference, "-₹49.00"],
    ]) {
      expect(text).toContain(part);
    }
  },
);

it.runIf(hasPdftotext)("gives a refund a receipt of its own", async () => {
  const customer = await core.customer();
  const paid = await pay(customer, plan.id);
  const { refund } = await giveBack(core, paid.id);
  const text = pdfText((await getReceipt(customer.ctx, { transactionId: refund.id })).bytes);
  expect(text).toContain("Refund receipt");
  expect(text).toContain(refund.reference);
});

it("refuses a receipt while the payment is pending: transactions.receiptPending", async () => {
  const customer = await core.customer();
  const pending = await pay(customer, plan.id, { paymentToken: "tok_pending" });
  await expect(getReceipt(customer.ctx, { transactionId: pending.id })).rejects.toMatchObject({
    code: "CONFLICT",
    reason: "transactions.receiptPending",
  });
});

it("refuses a receipt for what was not paid, and other people's: transactions.receiptUnpaid, transactions.notFound", async () => {
  const customer = await core.customer();
  await payInVain(customer, plan.id);
  const { items } = await listTransactions(customer.ctx, { limit: 1 });
  const transactionId = items[0]?.id ?? "";
  await expect(getReceipt(customer.ctx, { transactionId })).rejects.toMatchObject({
    reason: "transactions.receiptUnpaid",
  });
  const stranger = await core.customer();
  await expect(getReceipt(stranger.ctx, { transactionId })).rejects.toMatchObject({ reason: "transactions.notFound" });
});
