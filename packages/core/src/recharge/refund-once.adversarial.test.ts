import { randomUUID } from "node:crypto";
import type { RefundOutput } from "@nexa/contracts";
import { transactions } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { auditBooks } from "../audit/index.ts";
import type { AdminActor, CoreContext } from "../context.ts";
import { contextOf, createTestCore, type TestCore } from "../testing/index.ts";
import { recharge } from "./recharge.fixture.ts";
import { refundTransaction } from "./request-refund.ts";

/** Two members of finance, each on a server of their own. */
let core: TestCore;
let staff: readonly [CoreContext<AdminActor>, CoreContext<AdminActor>];
const PAID = 29_900;
const RACERS = 20;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z") });
  const [one, two] = [await core.admin("finance"), await core.admin("finance")];
  staff = [one, contextOf(core.another(), two.actor)];
});
afterEach(async () => {
  const { findings } = await auditBooks(core.job(), { withGateway: true, settleGraceMs: 0 });
  expect(findings).toEqual([]);
});
afterAll(() => core.close());

type Wish = { transactionId: string; amountMinor?: number; idempotencyKey?: string };

const refund = (by: CoreContext<AdminActor>, wish: Wish) =>
  refundTransaction(by, { reason: "Sold by mistake", idempotencyKey: randomUUID(), ...wish });

async function aSale(): Promise<string> {
  const { transaction } = await recharge(await core.customer(), (await core.plan()).id);
  return transaction.id;
}

/** Even ones by one server, odd ones by the other. */
const race = (count: number, wish: (index: number) => Wish) =>
  Promise.allSettled(
    Array.from({ length: count }, (_, index) => refund(index % 2 === 0 ? staff[0] : staff[1], wish(index))),
  );

const done = (results: PromiseSettledResult<RefundOutput>[]) =>
  results.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
const refused = (results: PromiseSettledResult<RefundOutput>[]) =>
  results.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));

async function moneyOf(transactionId: string) {
  const [row] = await core.runtime.db.orm.select().from(transactions).where(eq(transactions.id, transactionId));
  const refunds = await core.runtime.db.orm.$count(transactions, eq(transactions.refundOfId, transactionId));
  return { status: row?.status, asked: row?.refundRequestedMinor, refunded: row?.refundedMinor, refunds };
}

it("asked for by 20 requests of two servers at once is given once; the others are told why not: refund.notRefundable", async () => {
  const transactionId = await aSale();
  const results = await race(RACERS, () => ({ transactionId }));
  expect(done(results)).toHaveLength(1);
  for (const refusal of refused(results)) expect(refusal).toMatchObject({ reason: "refund.notRefundable" });
  expect(await moneyOf(transactionId)).toEqual({ status: "refunded", asked: PAID, refunded: PAID, refunds: 1 });
});

it("sent 20 times with one key is one refund, which every request is answered with", async () => {
  const transactionId = await aSale();
  const idempotencyKey = randomUUID();
  const [by] = staff;
  const twin = contextOf(staff[1].runtime, by.actor);
  const results = await Promise.all(
    Array.from({ length: RACERS }, (_, index) =>
      refund(index % 2 === 0 ? by : twin, { transactionId, idempotencyKey }),
    ),
  );
  expect(new Set(results.map((each) => each.refund.id)).size).toBe(1);
  expect(await moneyOf(transactionId)).toEqual({ status: "refunded", asked: PAID, refunded: PAID, refunds: 1 });
});

it.each([1, 2, 3, 4, 5])(
  "in two parts that exceed what was paid is given for one of them (round %i): refund.aboveCaptured",
  async () => {
    const transactionId = await aSale();
    const results = await race(2, () => ({ transactionId, amountMinor: 20_000 }));
    expect(done(results)).toHaveLength(1);
    const [refusal] = refused(results);
    expect(refusal).toMatchObject({ reason: "refund.aboveCaptured", code: expect.stringMatching(/CONFLICT|INVALID/) });
    expect(refusal.message).toMatch(/\.$/);
    expect(await moneyOf(transactionId)).toEqual({
      status: "partially_refunded",
      ...{ asked: 20_000, refunded: 20_000, refunds: 1 },
    });
  },
);

it("in 20 parts of which 14 fit is given in 14", async () => {
  const transactionId = await aSale();
  const results = await race(RACERS, () => ({ transactionId, amountMinor: 2_100 }));
  expect(done(results)).toHaveLength(14);
  for (const { reason } of refused(results)) expect(reason).toMatch(/^refund\.(aboveCaptured|notRefundable)$/);
  expect(await moneyOf(transactionId)).toMatchObject({ asked: 29_400, refunded: 29_400, refunds: 14 });
});
