import { randomUUID } from "node:crypto";
import { customers, postpaidCycles } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { hasPdftotext, pdfText } from "../../pdf/pdf-text.fixture.ts";
import { refusalOf } from "../../recharge/recharge.fixture.ts";
import { createTestCore, type TestCore } from "../../testing/index.ts";
import { getReceipt } from "../../transactions/index.ts";
import { addon, billed, pay, subscriber } from "./bill.fixture.ts";
import { getBill } from "./get-bill.ts";
import { getBillPdf } from "./get-bill-pdf.ts";
import { listBills } from "./list-bills.ts";

const GB = 1024 ** 3;

let core: TestCore;
beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z") });
});
afterAll(() => core.close());

async function usedSubscriber() {
  const one = await subscriber(core, { planName: "घर Family ₹499" });
  await addon(core, one, 9_900);
  const { orm } = core.runtime.db;
  await orm
    .update(postpaidCycles)
    .set({ overageBytes: 1.5 * GB })
    .where(eq(postpaidCycles.id, one.cycleId));
  await orm.update(customers).set({ fullName: "आशा राव" }).where(eq(customers.id, one.id));
  return one;
}

it.runIf(hasPdftotext)("says number, period, each line, tax and total so that pdftotext reads them", async () => {
  const one = await usedSubscriber();
  const bill = await billed(core, one);
  const file = await getBillPdf(one.ctx, { billId: bill.id });
  expect(file).toMatchObject({ fileName: "nexa-bill-B-00000001.pdf", contentType: "application/pdf" });
  const text = pdfText(file.bytes).replaceAll(/[ \t]+/g, " ");
  for (const part of [
    ...["Bill number B-00000001", "Period 23 November 2026 to 23 December 2026", "Due on 7 January 2027"],
    ...["घर Family ₹499", "आशा राव", "₹499.00", "Data 5 GB ₹99.00", "Data beyond the allowance, 1.5 GB ₹30.00"],
    ...["Total ₹628.00", "Of which GST 18 % ₹95.80", "To be paid ₹628.00"],
  ]) {
    expect(text).toContain(part);
  }
});

it.runIf(hasPdftotext)("shows in bill and receipt what was paid since", async () => {
  const one = await subscriber(core);
  const bill = await billed(core, one);
  const { transaction } = await pay(one, bill.id);
  const text = pdfText((await getBillPdf(one.ctx, { billId: bill.id })).bytes).replaceAll(/[ \t]+/g, " ");
  expect(text).toContain("Paid -₹499.00");
  expect(text).toContain("To be paid ₹0.00");
  const receipt = pdfText((await getReceipt(one.ctx, { transactionId: transaction.id })).bytes);
  expect(receipt).toContain(`B-0000000${bill.number}`);
  expect(receipt).toContain(transaction.reference);
});

it.runIf(hasPdftotext)("goes on on another page where a bill has many lines, and loses none", async () => {
  const one = await subscriber(core);
  for (let each = 1; each <= 60; each += 1) await addon(core, one, each * 100);
  const bill = await billed(core, one);
  const text = pdfText((await getBillPdf(one.ctx, { billId: bill.id })).bytes);
  for (let each = 1; each <= 60; each += 1) expect(text).toContain(` ₹${each}.00`);
});

it("hides other people's bills", async () => {
  const [one, other] = [await subscriber(core), await subscriber(core)];
  const bill = await billed(core, one);
  for (const billId of [bill.id, randomUUID()]) {
    expect((await refusalOf(getBillPdf(other.ctx, { billId }))).reason).toBe("billing.billUnknown");
  }
  expect((await listBills(other.ctx, { limit: 10 })).items.map(({ activationId }) => activationId)).toEqual([
    other.activationId,
  ]);
});

it("shows the running estimate, which the bill then equals, and the bills still open", async () => {
  const one = await usedSubscriber();
  const before = await getBill(one.ctx, {});
  expect(before.estimate).toMatchObject({ totalMinor: 62_800, taxMinor: 9_580, cycleId: one.cycleId });
  expect(before.openBills).toEqual([]);
  const bill = await billed(core, one);
  const after = await getBill(one.ctx, { activationId: one.activationId });
  expect(after.openBills).toMatchObject([{ id: bill.id, totalMinor: 62_800, outstandingMinor: 62_800 }]);
  expect(after.openBills[0]?.lines).toEqual(before.estimate?.lines);
  expect(after.estimate).toMatchObject({ totalMinor: 49_900, cycleStartsAt: core.clock.now().toISOString() });
  const stranger = await core.customer();
  const refusal = await refusalOf(getBill(stranger.ctx, { activationId: one.activationId }));
  expect(refusal.reason).toBe("postpaid.notFound");
});

it("lists a customer's bills, the newest first, in pages", async () => {
  const one = await subscriber(core);
  const [first, second] = [await billed(core, one), await billed(core, one)];
  await pay(one, first.id);
  const page = await listBills(one.ctx, { limit: 1 });
  expect(page.items).toMatchObject([{ id: second.id, status: "issued" }]);
  const next = await listBills(one.ctx, { limit: 1, cursor: page.nextCursor ?? "" });
  expect(next).toMatchObject({ items: [{ id: first.id, status: "paid" }], nextCursor: null });
  expect((await listBills(one.ctx, { limit: 9, status: "paid" })).items).toHaveLength(1);
  expect((await listBills(one.ctx, { limit: 9, activationId: randomUUID() })).items).toEqual([]);
  expect((await refusalOf(listBills(one.ctx, { limit: 1, cursor: "x" }))).reason).toBe("request.badCursor");
});
