import { randomUUID } from "node:crypto";
import { payments, transactions } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { auditBooks } from "../audit/index.ts";
import type { AdminActor, CoreContext } from "../context.ts";
import { activateNow, recordPlanBoundaries } from "../subscriptions/index.ts";
import { aPhone, contextOf, createTestCore, type TestCore, type TestCustomer } from "../testing/index.ts";
import { cancelWithRefund } from "./cancel-with-refund.ts";
import { receiveWebhook } from "./receive-webhook.ts";
import { recharge, refusalOf } from "./recharge.fixture.ts";
import { reconcilePayments } from "./reconcile-payments.ts";
import { refundTransaction } from "./request-refund.ts";

let core: TestCore;
let finance: CoreContext<AdminActor>;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z") });
  finance = await core.admin("finance");
});
afterEach(async () => {
  core.gateway.interceptAnswers(null);
  const { findings } = await auditBooks(core.job(), { withGateway: true, settleGraceMs: 0 });
  expect(findings).toEqual([]);
});
afterAll(() => core.close());

const refund = (transactionId: string, amountMinor?: number) =>
  refundTransaction(finance, {
    ...{ transactionId, reason: "Sold by mistake", idempotencyKey: randomUUID() },
    ...(amountMinor === undefined ? {} : { amountMinor }),
  });

const cancel = (customer: TestCustomer, subscriptionId: string) =>
  cancelWithRefund(customer.ctx, { subscriptionId, idempotencyKey: randomUUID() });

async function refundsOf(transactionId: string) {
  const rows = await core.runtime.db.orm.select().from(transactions).where(eq(transactions.refundOfId, transactionId));
  return rows.map((row) => row.status).sort();
}

async function refundAttempts(transactionId: string) {
  return core.runtime.db.query<{ id: string; status: string }>({
    text: "select p.id, p.status from payments p join transactions t on t.id = p.transaction_id where t.refund_of_id = $1",
    values: [transactionId],
  });
}

async function deliver(attemptId: string) {
  const { headers, body } = await core.gateway.webhookFor(attemptId);
  return receiveWebhook(core.job(), { provider: "simulated", headers, rawBody: body });
}

/** Finance on a server that cannot reach the gateway. */
function cutOff(): CoreContext<AdminActor> {
  const unreachable = () => Promise.reject(new Error("ECONNREFUSED"));
  const payments = { ...core.runtime.gateways.payments, refund: unreachable, find: unreachable };
  return { ...finance, gateways: { ...finance.gateways, payments } };
}

const statusOf = async (id: string) => {
  const [row] = await core.runtime.db.orm.select().from(transactions).where(eq(transactions.id, id));
  return row && { status: row.status, asked: row.refundRequestedMinor, refunded: row.refundedMinor };
};

describe("a refund", () => {
  it("counts once when webhook, reconcile on two servers and its own answer come at once", async () => {
    const [customer, plan] = [await core.customer(), await core.plan()];
    const { transaction } = await recharge(customer, plan.id);
    const other = contextOf(core.another(), { kind: "job", name: "reconcile" } as const);
    core.gateway.interceptAnswers(async (attemptId) => {
      core.clock.advance(MINUTE_MS);
      await Promise.all([
        deliver(attemptId),
        deliver(attemptId),
        reconcilePayments(core.job()),
        reconcilePayments(other),
      ]);
    });
    const answer = await refund(transaction.id);
    expect(answer).toMatchObject({ refund: { status: "succeeded" }, transaction: { status: "refunded" } });
    expect(await refundsOf(transaction.id)).toEqual(["succeeded"]);
  });

  it("left behind by a crash before the gateway was asked is carried out once by two reconcile runs", async () => {
    const [customer, plan] = [await core.customer(), await core.plan()];
    const { transaction } = await recharge(customer, plan.id);
    await refundTransaction(cutOff(), {
      transactionId: transaction.id,
      reason: "Crashed",
      idempotencyKey: randomUUID(),
    });
    const [attempt] = await refundAttempts(transaction.id);
    await core.runtime.db.orm
      .update(payments)
      .set({ status: "created" })
      .where(eq(payments.id, attempt?.id ?? ""));
    core.clock.advance(MINUTE_MS);
    const other = contextOf(core.another(), { kind: "job", name: "reconcile" } as const);
    await Promise.all([reconcilePayments(core.job()), reconcilePayments(other), reconcilePayments(core.job())]);
    expect(await statusOf(transaction.id)).toEqual({ status: "refunded", asked: 29_900, refunded: 29_900 });
  });

  it("that fails after all can be asked for again and again, in parts and whole, and the plan ended once", async () => {
    const [customer, plan] = [await core.customer(), await core.plan()];
    const { transaction } = await recharge(customer, plan.id, { paymentToken: "tok_refund_pending" });
    const follower = await recharge(customer, plan.id);
    await refund(transaction.id, 10_000);
    await refund(transaction.id, 19_900);
    expect(await statusOf(transaction.id)).toEqual({ status: "succeeded", asked: 29_900, refunded: 0 });
    expect(await refusalOf(refund(transaction.id, 1))).toMatchObject({ reason: "refund.notRefundable" });
    const [first, second] = await refundAttempts(transaction.id);
    await core.gateway.capture(first?.id ?? "");
    await core.gateway.decline(second?.id ?? "", "The account is closed.");
    await Promise.all([deliver(second?.id ?? ""), deliver(first?.id ?? ""), deliver(second?.id ?? "")]);
    const partly = await statusOf(transaction.id);
    expect(partly?.status).toBe("partially_refunded");
    const left = 29_900 - (partly?.refunded ?? 0);
    expect(await refusalOf(refund(transaction.id, left + 1))).toMatchObject({
      reason: "refund.aboveCaptured",
      details: { refundableMinor: left },
    });
    await refund(transaction.id);
    for (const { id, status } of await refundAttempts(transaction.id))
      if (status === "sent") await core.gateway.capture(id);
    core.clock.advance(MINUTE_MS);
    await reconcilePayments(core.job());
    expect(await statusOf(transaction.id)).toEqual({ status: "refunded", asked: 29_900, refunded: 29_900 });
    expect(await refundsOf(transaction.id)).toEqual(["failed", "succeeded", "succeeded"]);
    const { subscription } = await recharge(customer, plan.id);
    const starts = new Date(follower.transaction.createdAt).getTime() + plan.validityDays * DAY_MS;
    expect(subscription?.startsAt).toBe(new Date(starts).toISOString());
  });

  it("of a plan that has ended gives the money back and leaves what follows alone", async () => {
    const [customer, plan] = [await core.customer(), await core.plan({ validityDays: 1 })];
    const first = await recharge(customer, plan.id);
    const second = await recharge(customer, plan.id);
    core.clock.advance(DAY_MS);
    expect(await refund(first.transaction.id)).toMatchObject({ transaction: { status: "refunded" } });
    const [row] = await core.runtime.db.query({
      text: "select starts_at, ends_at, cancelled_at from subscriptions where transaction_id = $1",
      values: [second.transaction.id],
    });
    const { startsAt, endsAt } = second.subscription ?? {};
    expect(row).toEqual({ starts_at: new Date(startsAt ?? 0), ends_at: new Date(endsAt ?? 0), cancelled_at: null });
  });

  it("of a top-up, and of the plan under it, ends each on its own, on a line that nobody owns", async () => {
    const [payer, plan] = [await core.customer(), await core.plan()];
    const topup = await core.plan({ isTopup: true });
    const recipientPhoneNumber = aPhone();
    const base = await recharge(payer, plan.id, { recipientPhoneNumber });
    const next = await recharge(payer, plan.id, { recipientPhoneNumber });
    const extra = await recharge(payer, topup.id, { recipientPhoneNumber });
    core.clock.advance(DAY_MS);
    await Promise.all([refund(extra.transaction.id), refund(base.transaction.id)]);
    const rows = await core.runtime.db.query({
      text: "select transaction_id as id, starts_at, cancelled_at is not null as is_ended from subscriptions where payer_id = $1 order by id",
      values: [payer.id],
    });
    const byId = new Map(rows.map((row) => [row.id, row]));
    expect(byId.get(base.transaction.id)).toMatchObject({ is_ended: true });
    expect(byId.get(extra.transaction.id)).toMatchObject({ is_ended: true });
    expect(byId.get(next.transaction.id)).toMatchObject({ is_ended: false, starts_at: core.clock.now() });
  });

  it("is one, whoever asks at the instant at which the next plan starts", async () => {
    const other = core.another();
    for (let round = 0; round < 8; round += 1) {
      const [customer, plan] = [await core.customer(), await core.plan({ validityDays: 1 })];
      const sold = [
        await recharge(customer, plan.id),
        await recharge(customer, plan.id),
        await recharge(customer, plan.id),
      ];
      const [first, second, third] = sold;
      core.clock.advance(DAY_MS - (round % 2));
      const results = await Promise.allSettled([
        refund(first?.transaction.id ?? ""),
        refund(second?.transaction.id ?? ""),
        cancel(customer, second?.subscription?.id ?? ""),
        activateNow(customer.ctx, { subscriptionId: third?.subscription?.id ?? "" }),
        cancel(customer, third?.subscription?.id ?? ""),
        recordPlanBoundaries(core.job()),
        recordPlanBoundaries(contextOf(other, { kind: "job", name: "boundaries" } as const)),
        recharge(customer, plan.id),
      ]);
      const refusals = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
      for (const refusal of refusals) expect(refusal).toMatchObject({ code: "CONFLICT" });
      const { findings } = await auditBooks(core.job());
      expect(findings).toEqual([]);
    }
  });

  it("survives a gateway that is away for minutes, and is then made once", async () => {
    const [customer, plan] = [await core.customer(), await core.plan()];
    const { transaction } = await recharge(customer, plan.id);
    const wish = { transactionId: transaction.id, reason: "Sold by mistake", idempotencyKey: randomUUID() };
    expect((await refundTransaction(cutOff(), wish)).refund.status).toBe("pending");
    for (let minute = 0; minute < 10; minute += 1) {
      core.clock.advance(MINUTE_MS);
      expect(await reconcilePayments({ ...core.job(), gateways: cutOff().gateways })).toMatchObject({ settled: 0 });
    }
    expect((await refundTransaction(finance, wish)).refund.status).toBe("pending");
    await reconcilePayments(core.job());
    expect((await refundTransaction(finance, wish)).refund.status).toBe("succeeded");
    const attempts = await core.runtime.db.orm
      .select()
      .from(payments)
      .where(and(eq(payments.kind, "refund"), eq(payments.status, "succeeded")));
    expect(new Set(attempts.map((row) => row.transactionId)).size).toBe(attempts.length);
  });
});
