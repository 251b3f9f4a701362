import { randomUUID } from "node:crypto";
import { transactions } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { buy } from "../../audit/books/world.fixture.ts";
import { auditBooks } from "../../audit/index.ts";
import { deliverNotices, sequenceNotices } from "../../notifications/index.ts";
import { reconcilePayments, refundTransaction } from "../../recharge/index.ts";
import { recordPlanBoundaries } from "../../subscriptions/index.ts";
import { createTestCore, type TestCore, type TestCustomer } from "../../testing/index.ts";
import { reconcileRestored } from "./reconcile-restored.ts";
import { backUp, install, runOf } from "./restore.fixture.ts";
import { restoreArchive } from "./restore-archive.ts";

const DAY_MS = 86_400_000;
let core: TestCore;
let asha: TestCustomer;

beforeEach(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T05:00:00Z") });
  await install(core);
  asha = await core.customer();
});
afterEach(() => core.close());

async function deliverAll(): Promise<void> {
  await sequenceNotices(core.job());
  await deliverNotices(core.job());
}

async function settled(): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    core.clock.advance(10 * 60_000);
    await reconcileRestored(core.job());
    await reconcilePayments(core.job());
  }
  const { findings } = await auditBooks(core.job(), { withGateway: true, settleGraceMs: 0 });
  expect(findings).toEqual([]);
}

async function transaction(id: string) {
  const [row] = await core.runtime.db.orm.select().from(transactions).where(eq(transactions.id, id));
  return row;
}

function sentTo(phone: string): string[] {
  return core.sms.sent().flatMap((message) => (message.to === phone ? [message.text] : []));
}

it("gives back what was captured since, to those it knows, and tells them", async () => {
  const plan = await core.plan();
  const kept = await buy(asha, plan.id);
  await deliverAll();
  const bytes = await backUp(core);
  core.clock.advance(DAY_MS);
  const known = await buy(asha, plan.id);
  const stranger = await core.customer();
  const unknown = await buy(stranger, plan.id);
  await deliverAll();

  const { result } = await restoreArchive(core.job(), runOf(bytes));
  expect(result).toMatchObject({ salesSince: 2, returned: { captures: 2, refunds: 0 } });
  await settled();
  expect(await transaction(kept.transaction.id)).toMatchObject({ status: "succeeded", refundedMinor: 0 });
  const amount = known.transaction.finalAmountMinor;
  expect(await transaction(known.transaction.id)).toMatchObject({
    ...{ status: "reversed", payerId: asha.id, capturedMinor: amount, refundedMinor: amount },
  });
  expect(await transaction(unknown.transaction.id)).toMatchObject({ status: "reversed", payerId: null });
  await deliverAll();
  expect(sentTo(asha.phone).filter((text) => text.includes("back"))).toHaveLength(1);
});

it("records refunds that were made since, of sales before and after the snapshot", async () => {
  const plan = await core.plan();
  const [whole, half] = [await buy(asha, plan.id), await buy(await core.customer(), plan.id)];
  const bytes = await backUp(core);
  core.clock.advance(DAY_MS);
  const later = await buy(asha, plan.id);
  const finance = await core.admin("finance");
  const refund = (id: string, amountMinor?: number) =>
    refundTransaction(finance, {
      ...{ transactionId: id, reason: "Sold by mistake", idempotencyKey: randomUUID() },
      ...(amountMinor === undefined ? {} : { amountMinor }),
    });
  await refund(whole.transaction.id);
  await refund(half.transaction.id, 100);
  await refund(later.transaction.id);

  await restoreArchive(core.job(), runOf(bytes));
  await settled();
  expect(await transaction(whole.transaction.id)).toMatchObject({ status: "refunded" });
  expect(await transaction(half.transaction.id)).toMatchObject({ status: "partially_refunded", refundedMinor: 100 });
  const { finalAmountMinor } = later.transaction;
  expect(await transaction(later.transaction.id)).toMatchObject({
    status: "reversed",
    refundedMinor: finalAmountMinor,
  });
});

it("delivers what was pending in the snapshot and captured since, and books a capture of which nothing else is known", async () => {
  const plan = await core.plan();
  const pending = await buy(asha, plan.id, { paymentToken: "tok_pending" });
  const bytes = await backUp(core);
  core.clock.advance(DAY_MS);
  const [attempt] = await core.runtime.db.query<{ id: string }>({
    text: "select id from payments where transaction_id = $1",
    values: [pending.transaction.id],
  });
  await core.gateway.capture(attempt?.id ?? "");
  const charge = { attemptId: randomUUID(), amountMinor: 5_000, currency: "INR", method: "upi", reference: "RC-X" };
  await core.gateway.charge(charge);

  await restoreArchive(core.job(), runOf(bytes));
  await settled();
  expect(await transaction(pending.transaction.id)).toMatchObject({ status: "succeeded" });
  const [booked] = await core.runtime.db.query({
    text: `select t.status, t.refunded_minor as refunded from transactions t join payments p on p.transaction_id = t.id where p.id = $1`,
    values: [charge.attemptId],
  });
  expect(booked).toEqual({ status: "reversed", refunded: 5_000 });
});

it("books a charge that the bank captures only after the restore", async () => {
  const plan = await core.plan();
  const bytes = await backUp(core);
  core.clock.advance(DAY_MS);
  const late = await buy(asha, plan.id, { paymentToken: "tok_pending" });
  const [attempt] = await core.runtime.db.query<{ id: string }>({
    text: "select id from payments where transaction_id = $1",
    values: [late.transaction.id],
  });
  await restoreArchive(core.job(), runOf(bytes));
  await core.gateway.capture(attempt?.id ?? "");
  await settled();
  const { finalAmountMinor } = late.transaction;
  expect(await transaction(late.transaction.id)).toMatchObject({ status: "reversed", refundedMinor: finalAmountMinor });
});

it("sends no notice again: neither what waited in the snapshot nor what was told since for the same cause", async () => {
  const plan = await core.plan({ validityDays: 1 });
  await buy(asha, plan.id);
  const ravi = await core.customer();
  await deliverAll();
  await buy(ravi, plan.id);
  // Ravi's notice waits while the backup is made, and is sent after it.
  const bytes = await backUp(core);
  await deliverAll();
  core.clock.advance(DAY_MS + 1);
  await recordPlanBoundaries(core.job());
  await deliverAll();
  const told = core.sms.sent().length;
  expect(sentTo(asha.phone).length).toBeGreaterThan(1);

  await restoreArchive(core.job(), runOf(bytes));
  await recordPlanBoundaries(core.job());
  for (let round = 0; round < 5; round += 1) {
    await deliverAll();
    core.clock.advance(60 * 60_000);
  }
  expect(core.sms.sent()).toHaveLength(told);
  expect((await auditBooks(core.job())).findings).toEqual([]);
});

it("makes no sales to be given back of those that were imported since", async () => {
  const plan = await core.plan();
  const bytes = await backUp(core);
  core.clock.advance(DAY_MS);
  const { transaction: sale } = await buy(asha, plan.id);
  // As an import writes it: no gateway of ours took this money.
  await core.runtime.db.query({
    text: "update payments set provider = 'imported' where transaction_id = $1",
    values: [sale.id],
  });
  const { result } = await restoreArchive(core.job(), runOf(bytes));
  expect(result).toMatchObject({ salesSince: 0 });
});
