import { newId } from "@nexa/contracts";
import { payments, referralDiscounts, referrals } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { auditBooks } from "../audit/index.ts";
import { aPhone, createTestCore, type TestCore } from "../testing/index.ts";
import { onServer } from "./faults.fixture.ts";
import { recharge, refer, refusalOf } from "./recharge.fixture.ts";
import { reconcilePayments } from "./reconcile-payments.ts";
import { settleCharge } from "./settle-charges.ts";

let core: TestCore;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** What people and programmes put into names. */
const NASTY = `O'Brien "Ü" \\ \u0001 \u2028 😀 %s $1 {"a":[1]} --; drop table lines`;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z") });
});
afterEach(async () => {
  core.gateway.interceptAnswers(null);
  const { findings } = await auditBooks(core.job(), { withGateway: true, settleGraceMs: 0 });
  expect(findings).toEqual([]);
});
afterAll(() => core.close());

async function attemptOf(transactionId: string) {
  const isCharge = and(eq(payments.transactionId, transactionId), eq(payments.kind, "charge"));
  const [row] = await core.runtime.db.orm.select().from(payments).where(isCharge);
  if (!row) throw new Error("no charge");
  return row;
}

describe("a batch", () => {
  it("of 300 recharges, of several payers, kinds and lines mixed, gives each what it paid for", async () => {
    const plans = [await core.plan({ validityDays: 1 }), await core.plan({ validityDays: 7, priceMinor: 1 })];
    const topup = await core.plan({ isTopup: true, name: NASTY, priceMinor: 1_000_000_000 });
    const payers = await Promise.all(Array.from({ length: 30 }, () => core.customer({ fullName: NASTY })));
    for (const payer of payers) await recharge(payer, plans[0]?.id ?? "");
    const strangers = Array.from({ length: 10 }, aPhone);
    const results = await Promise.all(
      Array.from({ length: 300 }, (_, index) => {
        const payer = payers[index % payers.length];
        if (!payer) throw new Error("no payer");
        if (index % 3 === 0) return recharge(payer, topup.id);
        const recipientPhoneNumber = strangers[index % 10] ?? payer.phone;
        return recharge(payer, plans[index % 2]?.id ?? "", { recipientPhoneNumber });
      }),
    );
    expect(results.every(({ transaction, subscription }) => transaction.status === "succeeded" && subscription)).toBe(
      true,
    );
    for (const { transaction, subscription } of results) expect(subscription?.planName).toBe(transaction.planName);
  });

  it("fails only the guilty one where a row of it is damaged", async () => {
    const plan = await core.plan();
    const payers = await Promise.all(Array.from({ length: 6 }, () => core.customer()));
    const open = await Promise.all(payers.map((payer) => recharge(payer, plan.id, { paymentToken: "tok_pending" })));
    const ids = open.map(({ transaction }) => transaction.id);
    const damage = (to: string) =>
      core.runtime.db.query({
        text: "update transactions set terms = jsonb_set(terms, '{validityDays}', $2::jsonb) where id = $1",
        values: [ids[2], to],
      });
    await damage('"soon"');
    for (const id of ids) await core.gateway.capture((await attemptOf(id)).id);
    const settle = (transactionId: string) =>
      attemptOf(transactionId).then(({ id }) =>
        settleCharge(core.job(), {
          ...{ transactionId, outcome: "succeeded", cause: "test" },
          providerReference: `sim_ch_${id.replaceAll("-", "")}`,
        }),
      );
    const results = await Promise.allSettled(ids.map(settle));
    expect(results.map((each) => each.status)).toEqual(ids.map((_, index) => (index === 2 ? "rejected" : "fulfilled")));
    await damage("28");
    expect(await settle(ids[2] ?? "")).toMatchObject({ verdict: "deliver" });
  });

  it("of answers about one transaction, in any order and from two servers, takes the most final, once", async () => {
    const [payer, plan, other] = [await core.customer(), await core.plan(), core.another()];
    const { transaction } = await recharge(payer, plan.id, { paymentToken: "tok_pending" });
    const { id } = await attemptOf(transaction.id);
    const { providerReference } = await core.gateway.capture(id);
    const outcomes = ["pending", "unknown", "succeeded", "pending", "succeeded", "unknown"] as const;
    const settlements = await Promise.all(
      outcomes.flatMap((outcome) =>
        [core.job(), onServer(other, payer).ctx].map((ctx) =>
          settleCharge(ctx, { transactionId: transaction.id, outcome, providerReference, cause: "test" }),
        ),
      ),
    );
    expect(new Set(settlements.map((each) => each.verdict))).toContain("deliver");
    const rows = await core.runtime.db.query({
      text: "select count(*) as plans from subscriptions where transaction_id = $1",
      values: [transaction.id],
    });
    expect(rows).toEqual([{ plans: 1 }]);
  });

  it("of a payer with many discounts spends each once", async () => {
    const [payer, plan] = [await core.customer(), await core.plan()];
    for (let index = 0; index < 12; index += 1) await reward(payer);
    const results = await Promise.all(Array.from({ length: 12 }, () => recharge(payer, plan.id)));
    expect(results.map(({ transaction }) => transaction.discountType)).toEqual(Array(12).fill("referral"));
  });
});

/** A completed referral whose reward the payer holds. */
async function reward(payer: Awaited<ReturnType<TestCore["customer"]>>) {
  const [referee, plan] = [await core.customer(), await core.plan()];
  const { referralId } = await refer(core, payer, referee);
  await recharge(referee, plan.id);
  const held = await core.runtime.db.orm
    .select()
    .from(referralDiscounts)
    .innerJoin(referrals, eq(referrals.id, referralDiscounts.referralId))
    .where(and(eq(referrals.id, referralId), eq(referralDiscounts.role, "referrer")));
  if (held.length !== 1) throw new Error("no reward");
  const retire = "update referral_codes set retired_at = created_at where owner_id = $1";
  await core.runtime.db.query({ text: retire, values: [payer.id] });
}

describe("a gateway's words", () => {
  it("are kept fit for the database, so that nothing stays unsettled because of them", async () => {
    const [payer, plan] = [await core.customer(), await core.plan()];
    const reason = `No\u0000t this \ud83d way ${"x".repeat(5_000)}`;
    const providerReference = `sim_ch_${newId(core.clock.now()).replaceAll("-", "")}`;
    const charge = async () => ({ outcome: "declined" as const, providerReference, reason });
    const gateways = { ...payer.ctx.gateways, payments: { ...core.runtime.gateways.payments, charge } };
    const refusal = await refusalOf(recharge({ ...payer, ctx: { ...payer.ctx, gateways } }, plan.id));
    expect(refusal).toMatchObject({ reason: "recharge.declined" });
  });
});

describe("the reconcile job", () => {
  it("goes through more open attempts than it takes at a time, and each once", async () => {
    const plan = await core.plan();
    const payers = await Promise.all(Array.from({ length: 10 }, () => core.customer()));
    const open = await Promise.all(
      Array.from({ length: 23 }).flatMap(() =>
        payers.map((payer) =>
          recharge(payer, plan.id, { paymentToken: "tok_pending", recipientPhoneNumber: aPhone() }),
        ),
      ),
    );
    core.clock.advance(MINUTE_MS);
    expect(await reconcilePayments(core.job())).toEqual({ looked: 230, settled: 0, failed: 0 });
    core.clock.advance(DAY_MS);
    expect(await reconcilePayments(core.job())).toEqual({ looked: 230, settled: 230, failed: 0 });
    expect(await reconcilePayments(core.job())).toEqual({ looked: 0, settled: 0, failed: 0 });
    expect(open).toHaveLength(230);
  });
});
