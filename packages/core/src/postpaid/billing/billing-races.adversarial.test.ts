import { randomUUID } from "node:crypto";
import { CoreError } from "@nexa/contracts";
import { bills, documentCounters, postpaidActivations, postpaidCycles } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { auditBooks } from "../../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../../context.ts";
import { reconcilePayments, refundTransaction } from "../../recharge/index.ts";
import { contextOf, createTestCore, type TestCore } from "../../testing/index.ts";
import { cancelPostpaid } from "../cancel-postpaid.ts";
import { lockActivation } from "../lock-activation.ts";
import { billed, billsOf, CYCLE_MS, DAY_MS, pay, type Subscriber, subscriber } from "./bill.fixture.ts";
import { creditBill } from "./credit-bill.ts";
import { markBillsOverdue } from "./mark-bills-overdue.ts";
import { payBillOffline } from "./pay-bill-offline.ts";
import { remindDueBills } from "./remind-due-bills.ts";
import { runBills } from "./run-bills.ts";
import { suspendOverdue } from "./suspend-overdue.ts";

let core: TestCore;
let finance: CoreContext<AdminActor>;
beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z") });
  finance = await core.admin("finance");
});
afterAll(() => core.close());

/** What may be refused is refused with a reason; anything else is a fault. */
const orRefusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => {
      if (error instanceof CoreError && error.code !== "INTERNAL") return error.reason;
      throw error;
    },
  );

async function expectBooks() {
  const books = await auditBooks(core.job(), { withGateway: true, settleGraceMs: 0 });
  expect(books.findings).toEqual([]);
  const { orm } = core.runtime.db;
  const [counter] = await orm.select().from(documentCounters).where(eq(documentCounters.name, "bill"));
  expect(counter?.last).toBe(await orm.$count(bills));
}

it("bills the running cycle once where cancelling meets two bill runs at the cycle's end", async () => {
  const all: Subscriber[] = [];
  for (let each = 0; each < 12; each += 1) all.push(await subscriber(core));
  core.clock.advance(CYCLE_MS);
  const other = contextOf(core.another(), { kind: "job", name: "other" });
  await Promise.all([
    runBills(core.job(), { chunk: 3 }),
    runBills(other, { chunk: 2 }),
    ...all.slice(0, 6).map((one) => cancelPostpaid(one.ctx, { activationId: one.activationId })),
  ]);
  await runBills(core.job());
  for (const [index, one] of all.entries()) {
    // A cancelled one has the bill of its ended cycle and that of the one which had just begun.
    expect(await billsOf(core, one)).toHaveLength(index < 6 ? 2 : 1);
  }
  await expectBooks();
});

it("leaves a cycle that another transaction holds to the next run, and bills the others meanwhile", async () => {
  const [held, free] = [await subscriber(core), await subscriber(core)];
  core.clock.advance(CYCLE_MS);
  await withTransaction(core.job(), async (tx) => {
    await lockActivation(tx, held.activationId);
    await runBills(core.job());
    expect(await billsOf(core, free)).toHaveLength(1);
    expect(await billsOf(core, held)).toEqual([]);
  });
  await runBills(core.job());
  expect(await billsOf(core, held)).toHaveLength(1);
});

it("takes money for a bill once where payments, offline payments, credits, refunds and the jobs come at the same time", async () => {
  const jobs = () => {
    const ctx = core.job();
    return [runBills(ctx), remindDueBills(ctx), markBillsOverdue(ctx), suspendOverdue(ctx), reconcilePayments(ctx)];
  };
  for (let round = 0; round < 6; round += 1) {
    const one = await subscriber(core);
    const bill = await billed(core, one);
    core.clock.advance(23 * DAY_MS);
    const key = () => ({ billId: bill.id, reason: "Race", idempotencyKey: randomUUID() });
    const tokens = ["tok_success", "tok_pending", "tok_declined", "tok_success"];
    await Promise.all([
      ...jobs(),
      ...tokens.map((paymentToken) => orRefusal(pay(one, bill.id, { paymentToken }))),
      ...[1, 2].map(() => orRefusal(payBillOffline(finance, { ...key(), reference: randomUUID() }))),
      ...[100, 49_900].map((amountMinor) => orRefusal(creditBill(finance, { ...key(), kind: "credit", amountMinor }))),
      ...jobs(),
    ]);
    await refundWhatever(one);
    await settleAll();
    const [after] = await billsOf(core, one);
    expect((after?.paidMinor ?? 0) + (after?.creditedMinor ?? 0)).toBeLessThanOrEqual(49_900);
  }
  await expectBooks();
});

async function refundWhatever(one: Subscriber) {
  const paid = await core.runtime.db.query<{ id: string }>({
    text: "select id from transactions where payer_id = $1 and type = 'postpaid_bill_payment' and status = 'succeeded'",
    values: [one.id],
  });
  const wish = (transactionId: string, amountMinor: number) => ({
    ...{ transactionId, amountMinor, reason: "Race", idempotencyKey: randomUUID() },
  });
  const bill = (await billsOf(core, one))[0];
  const credit = { billId: bill?.id ?? "", kind: "credit", reason: "Race" } as const;
  await Promise.all(
    paid.flatMap(({ id }) => [
      ...[10_000, 30_000, 20_000].map((amount) => orRefusal(refundTransaction(finance, wish(id, amount)))),
      ...[20_000, 30_000].map((amountMinor) =>
        orRefusal(creditBill(finance, { ...credit, amountMinor, idempotencyKey: randomUUID() })),
      ),
    ]),
  );
}

async function settleAll() {
  for (let minute = 0; minute < 12; minute += 1) {
    core.clock.advance(60_000);
    await core.gateway.settleDue();
    await reconcilePayments(core.job());
  }
}

it("keeps one open cycle for each plan, whatever happened", async () => {
  const { orm } = core.runtime.db;
  const live = await orm.$count(postpaidActivations, eq(postpaidActivations.status, "cancelled"));
  const all = await orm.$count(postpaidActivations);
  expect(await orm.$count(postpaidCycles, eq(postpaidCycles.status, "open"))).toBe(all - live);
});
