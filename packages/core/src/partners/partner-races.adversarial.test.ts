import { randomUUID } from "node:crypto";
import { transactions } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { auditBooks } from "../audit/index.ts";
import { mainPlan, postpaidOf, reasonsOf } from "../postpaid/postpaid.fixture.ts";
import { reconcilePayments, refundTransaction } from "../recharge/index.ts";
import { recharge, refer } from "../recharge/recharge.fixture.ts";
import { aPhone, contextOf, createTestCore, type TestCore, type TestPartner, type TestPlan } from "../testing/index.ts";
import { revokeApiKey } from "./revoke-api-key.ts";
import { chargeOf, deliverWebhook, refundsOf, sell } from "./sales.fixture.ts";

const MINUTE_MS = 60_000;
let core: TestCore;
let partner: TestPartner;
let plan: TestPlan;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z") });
  partner = await core.partner(["recharge:write"]);
  plan = await core.plan();
});
afterAll(() => core.close());
afterEach(async () => {
  expect((await auditBooks(core.job(), { withGateway: true, settleGraceMs: 0 })).findings).toEqual([]);
});

const succeeded = (outcomes: readonly PromiseSettledResult<unknown>[]) =>
  outcomes.filter(({ status }) => status === "fulfilled").length;

describe("sales and recharges at the same time", () => {
  it("share their statements: a revoked key drops out alone, and every plan has its place in the queue", async () => {
    const holder = await core.customer();
    const leaked = await core.partner(["recharge:write"]);
    await revokeApiKey(await core.admin("owner"), { apiKeyId: leaked.apiKeyId });
    const payers = await Promise.all(Array.from({ length: 4 }, () => core.customer()));
    for (const payer of payers) await refer(core, await core.customer(), payer);
    const wish = { recipientPhoneNumber: holder.phone };
    const outcomes = await Promise.allSettled([
      ...payers.map((payer) => recharge(payer, plan.id, wish)),
      ...Array.from({ length: 4 }, () => sell(partner, plan, wish)),
      ...Array.from({ length: 4 }, () => sell(leaked, plan, wish)),
    ]);
    expect(succeeded(outcomes)).toBe(8);
    expect(reasonsOf(outcomes)).toEqual(Array(4).fill("partners.keyRevoked"));
  });

  it("either sell or are refused while the key is being revoked, and nothing is sold afterwards", async () => {
    const leaving = await core.partner(["recharge:write"]);
    const owner = await core.admin("owner");
    const elsewhere = { ctx: contextOf(core.another(), leaving.ctx.actor) };
    const sales = Array.from({ length: 30 }, (_, index) => sell(index % 2 === 0 ? leaving : elsewhere, plan));
    const [revoked, ...outcomes] = await Promise.allSettled([
      revokeApiKey(owner, { apiKeyId: leaving.apiKeyId }),
      ...sales,
    ]);
    expect(revoked?.status).toBe("fulfilled");
    expect(new Set(reasonsOf(outcomes)).size).toBeLessThanOrEqual(1);
    const made = await core.runtime.db.orm.select().from(transactions).where(eq(transactions.partnerId, leaving.id));
    expect(made).toHaveLength(succeeded(outcomes));
    const late = await Promise.allSettled([sell(leaving, plan), sell(elsewhere, plan)]);
    expect(reasonsOf(late)).toEqual(["partners.keyRevoked", "partners.keyRevoked"]);
  });

  it("or a postpaid plan win the line: who loses is told why, and money that was taken goes back", async () => {
    const { id: planId } = await mainPlan(core);
    for (let round = 0; round < 5; round += 1) {
      const holder = await core.customer();
      const outcomes = await Promise.allSettled([
        sell(partner, plan, { recipientPhoneNumber: holder.phone }),
        postpaidOf(holder).activate({ planId }),
        sell(partner, plan, { recipientPhoneNumber: holder.phone }),
      ]);
      const isPostpaid = outcomes[1]?.status === "fulfilled";
      const reasons = reasonsOf(outcomes);
      if (isPostpaid) expect(["recharge.linePostpaid", "recharge.reversed"]).toEqual(expect.arrayContaining(reasons));
      else expect(reasons).toEqual(["postpaid.prepaidRunning"]);
      const kept = await core.runtime.db.orm
        .select()
        .from(transactions)
        .where(and(eq(transactions.recipientPhone, holder.phone), eq(transactions.status, "succeeded")));
      const sold = kept.filter(({ type }) => type === "prepaid_recharge");
      expect(sold).toHaveLength(isPostpaid ? 0 : 2);
    }
  });
});

describe("one pending sale", () => {
  it("is settled once by ten webhooks, two reconcile jobs and the sale's own retries at once", async () => {
    const wish = { recipientPhoneNumber: aPhone(), paymentToken: "tok_pending", idempotencyKey: randomUUID() };
    const { transaction } = await sell(partner, plan, wish);
    const attemptId = await chargeOf(core, transaction.id);
    await core.gateway.capture(attemptId);
    core.clock.advance(MINUTE_MS);
    const outcomes = await Promise.allSettled([
      ...Array.from({ length: 10 }, () => deliverWebhook(core, attemptId)),
      ...Array.from({ length: 2 }, () => reconcilePayments(core.job())),
      ...Array.from({ length: 10 }, () => sell(partner, plan, wish)),
    ]);
    expect(reasonsOf(outcomes)).toEqual([]);
    const again = await sell(partner, plan, wish);
    expect(again).toMatchObject({ transaction: { id: transaction.id, status: "succeeded" } });
    expect(again.subscription?.status).toBe("active");
  });
});

describe("one sale that is given back", () => {
  it("goes back once to the partner, however many of staff ask at once", async () => {
    const { transaction } = await sell(partner, plan);
    const finance = await Promise.all(Array.from({ length: 5 }, () => core.admin("finance")));
    const outcomes = await Promise.allSettled(
      finance.map((ctx) =>
        refundTransaction(ctx, { transactionId: transaction.id, reason: "No service", idempotencyKey: randomUUID() }),
      ),
    );
    expect(succeeded(outcomes)).toBe(1);
    expect(new Set(reasonsOf(outcomes))).toEqual(new Set(["refund.notRefundable"]));
    expect(await refundsOf(core, transaction.id)).toMatchObject([{ partnerId: partner.id, payerId: null }]);
  });
});
