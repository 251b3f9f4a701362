import { randomUUID } from "node:crypto";
import { newId } from "@nexa/contracts";
import { lines, offers, operatorSettings, payments, subscriptions, transactions } from "@nexa/db";
import { and, asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { forgetCatalog } from "../catalog/index.ts";
import { forgetSettings } from "../settings/index.ts";
import { aPhone, contextOf, createTestCore, type TestCore, type TestCustomer } from "../testing/index.ts";
import { recharge, refer, refusalOf } from "./recharge.fixture.ts";

let core: TestCore;
const DAY_MS = 86_400_000;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z") });
});
afterAll(() => core.close());

const plansOf = (lineId: string) =>
  core.runtime.db.orm
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.lineId, lineId))
    .orderBy(asc(subscriptions.startsAt));
const chargesOf = (transactionId: string) =>
  core.runtime.db.orm.select().from(payments).where(eq(payments.transactionId, transactionId));
const transactionCount = async (customer: TestCustomer) =>
  (await core.runtime.db.orm.select().from(transactions).where(eq(transactions.payerId, customer.id))).length;
async function noticesOf(customerId: string) {
  const rows = await core.runtime.db.query<{ type: string }>({
    text: "select type from notifications where customer_id = $1 order by id",
    values: [customerId],
  });
  return rows.map((row) => row.type).sort();
}

describe("a recharge that is paid", () => {
  it("activates the first plan at once and queues the next behind it", async () => {
    const customer = await core.customer();
    const plan = await core.plan();
    const first = await recharge(customer, plan.id);
    const second = await recharge(customer, plan.id);
    const now = core.clock.now();
    expect(first.transaction).toMatchObject({
      status: "succeeded",
      finalAmountMinor: 29_900,
      type: "prepaid_recharge",
    });
    expect(first.transaction.reference).toMatch(/^RC-[0-9A-Z]{9}-[0-9A-Z]{7}$/);
    expect(first.subscription).toMatchObject({ status: "active", queuePosition: null, startsAt: now.toISOString() });
    expect(second.subscription).toMatchObject({
      status: "queued",
      queuePosition: 1,
      startsAt: first.subscription?.endsAt,
    });
    const [line] = await core.runtime.db.orm.select().from(lines).where(eq(lines.id, customer.lineId));
    expect(line?.baseEndsAt).toEqual(new Date(now.getTime() + 56 * DAY_MS));
    expect(await noticesOf(customer.id)).toEqual([
      "payment_success",
      "payment_success",
      "plan_activated",
      "plan_queued",
    ]);
  });

  it("adds a top-up to a running plan at once, with its own validity", async () => {
    const customer = await core.customer();
    const [plan, topup] = [await core.plan(), await core.plan({ isTopup: true, validityDays: 7 })];
    await recharge(customer, plan.id);
    const result = await recharge(customer, topup.id);
    expect(result.transaction.type).toBe("topup_purchase");
    expect(result.subscription).toMatchObject({ isTopup: true, status: "active", queuePosition: null });
    expect(result.subscription?.endsAt).toBe(new Date(core.clock.now().getTime() + 7 * DAY_MS).toISOString());
  });

  it("serves a number of somebody else, or of nobody yet", async () => {
    const [payer, friend, plan] = [await core.customer(), await core.customer(), await core.plan()];
    await recharge(payer, plan.id, { recipientPhoneNumber: friend.phone });
    expect(await noticesOf(payer.id)).toEqual(["payment_success"]);
    expect(await noticesOf(friend.id)).toEqual(["plan_activated"]);
    const phone = aPhone();
    const result = await recharge(payer, plan.id, { recipientPhoneNumber: phone.replace("+91", "0") });
    expect(result.subscription).toMatchObject({ phoneNumber: phone, status: "active" });
  });

  it("takes the best active offer on its own, and the one asked for when named", async () => {
    const [customer, plan] = [await core.customer(), await core.plan()];
    const now = core.clock.now();
    const window = { validFrom: now, validUntil: new Date(now.getTime() + DAY_MS), createdAt: now, updatedAt: now };
    const mild = {
      id: newId(now),
      planId: plan.id,
      name: "Mild",
      kind: "amount_off" as const,
      amountMinor: 1_000,
      ...window,
    };
    const best = {
      id: newId(now),
      planId: plan.id,
      name: "Best",
      kind: "percent_off" as const,
      percent: 15,
      ...window,
    };
    await core.runtime.db.orm.insert(offers).values([mild, best]);
    forgetCatalog(customer.ctx);
    const automatic = await recharge(customer, plan.id);
    expect(automatic.transaction).toMatchObject({
      offerId: best.id,
      discountAmountMinor: 4_485,
      discountType: "offer",
    });
    const named = await recharge(customer, plan.id, { offerId: mild.id });
    expect(named.transaction).toMatchObject({ offerId: mild.id, finalAmountMinor: 28_900 });
    const other = await core.plan();
    forgetCatalog(customer.ctx);
    expect((await refusalOf(recharge(customer, other.id, { offerId: mild.id }))).reason).toBe(
      "recharge.offerOfAnotherPlan",
    );
    core.clock.advance(2 * DAY_MS);
    expect((await refusalOf(recharge(customer, plan.id, { offerId: mild.id }))).reason).toBe("recharge.offerNotActive");
    expect((await refusalOf(recharge(customer, plan.id, { offerId: newId(now) }))).reason).toBe(
      "recharge.offerUnknown",
    );
  });
});

describe("a recharge that is refused", () => {
  it("says why, and writes nothing", async () => {
    const customer = await core.customer();
    const [sold, inactive, postpaid, topup] = [
      await core.plan(),
      await core.plan({ status: "inactive" }),
      await core.plan({ type: "postpaid" }),
      await core.plan({ isTopup: true }),
    ];
    forgetCatalog(customer.ctx);
    const reasonFor = async (planId: string, fields = {}) =>
      (await refusalOf(recharge(customer, planId, fields))).reason;
    expect(await reasonFor(newId(core.clock.now()))).toBe("recharge.planUnknown");
    expect(await reasonFor(inactive.id)).toBe("recharge.planInactive");
    expect(await reasonFor(postpaid.id)).toBe("recharge.planPostpaid");
    expect(await reasonFor(topup.id)).toBe("recharge.topupNeedsPlan");
    expect(await reasonFor(sold.id, { recipientPhoneNumber: "12345" })).toBe("recharge.phoneInvalid");
    await core.runtime.db.orm.update(lines).set({ mode: "postpaid" }).where(eq(lines.id, customer.lineId));
    expect(await reasonFor(sold.id)).toBe("recharge.linePostpaid");
    expect(await transactionCount(customer)).toBe(0);
  });

  it("refuses a suspended payer and an ended session in the statement itself", async () => {
    const [suspended, signedOut, plan] = [await core.customer(), await core.customer(), await core.plan()];
    await core.runtime.db.query({
      text: "update customers set status = 'suspended' where id = $1",
      values: [suspended.id],
    });
    await core.runtime.db.query({ text: "delete from customer_sessions where user_id = $1", values: [signedOut.id] });
    expect((await refusalOf(recharge(suspended, plan.id))).reason).toBe("recharge.payerInactive");
    expect((await refusalOf(recharge(signedOut, plan.id))).reason).toBe("recharge.sessionEnded");
  });

  it("prices anew when the plan changed meanwhile, and gives up where it never stands still", async () => {
    const [customer, plan] = [await core.customer(), await core.plan()];
    const edit = (price: number) =>
      core.runtime.db.query({
        text: "update plans set price_minor = $2, updated_at = updated_at + interval '1 second' where id = $1",
        values: [plan.id, price],
      });
    forgetCatalog(customer.ctx);
    await recharge(customer, plan.id);
    await edit(31_900);
    expect((await recharge(customer, plan.id)).transaction.finalAmountMinor).toBe(31_900);
    const { hot } = core.runtime.db;
    const { query } = hot;
    const editFirst: typeof query = async (statement) => {
      await edit(30_000);
      return query(statement);
    };
    Object.assign(hot, { query: editFirst });
    const refusal = await refusalOf(recharge(customer, plan.id));
    Object.assign(hot, { query });
    expect(refusal.reason).toBe("recharge.termsChanged");
  });

  it("refuses more waiting plans than the setting allows", async () => {
    const [customer, plan] = [await core.customer(), await core.plan()];
    for (let i = 0; i < 13; i += 1) await recharge(customer, plan.id);
    expect((await refusalOf(recharge(customer, plan.id))).reason).toBe("recharge.queueFull");
  });
});

describe("an idempotency key", () => {
  it("gives one transaction, one charge and equal answers to 100 requests at once", async () => {
    const [customer, plan] = [await core.customer(), await core.plan()];
    const idempotencyKey = randomUUID();
    const other = core.another();
    const elsewhere = { ...customer, ctx: contextOf(other, customer.ctx.actor) };
    const calls = Array.from({ length: 100 }, (_, i) =>
      recharge(i % 2 ? customer : elsewhere, plan.id, { idempotencyKey }),
    );
    const ids = new Set((await Promise.all(calls)).map((answer) => answer.transaction.id));
    expect(ids.size).toBe(1);
    expect(await transactionCount(customer)).toBe(1);
    const [id = ""] = ids;
    expect(await chargesOf(id)).toHaveLength(1);
    const replay = await recharge(customer, plan.id, { idempotencyKey });
    const again = await recharge(elsewhere, plan.id, { idempotencyKey });
    expect(replay).toEqual(again);
    expect(replay).toEqual(await calls[0]);
  });

  it("is refused with another body, free after 24 hours, and not bound by a refusal", async () => {
    const [customer, plan, topup] = [await core.customer(), await core.plan(), await core.plan({ isTopup: true })];
    const idempotencyKey = randomUUID();
    expect((await refusalOf(recharge(customer, topup.id, { idempotencyKey }))).reason).toBe("recharge.topupNeedsPlan");
    const first = await recharge(customer, plan.id, { idempotencyKey });
    const reused = await refusalOf(recharge(customer, plan.id, { idempotencyKey, paymentMethod: "net_banking" }));
    expect([reused.reason, reused.code]).toEqual(["recharge.keyReused", "INVALID"]);
    core.clock.advance(DAY_MS + 1);
    const next = await recharge(customer, plan.id, { idempotencyKey });
    expect(next.transaction.id).not.toBe(first.transaction.id);
  });

  it("answers a replay after the plan is gone", async () => {
    const [customer, plan] = [await core.customer(), await core.plan()];
    const idempotencyKey = randomUUID();
    const first = await recharge(customer, plan.id, { idempotencyKey });
    await core.runtime.db.query({ text: "update plans set status = 'inactive' where id = $1", values: [plan.id] });
    forgetCatalog(customer.ctx);
    expect(await recharge(customer, plan.id, { idempotencyKey })).toEqual(first);
  });
});

describe("many recharges at once", () => {
  it("uses one referral discount once, rewards the referrer once and keeps 20 plans contiguous", async () => {
    const [referrer, referee, plan] = [await core.customer(), await core.customer(), await core.plan()];
    await refer(core, referrer, referee);
    const now = core.clock.now();
    await core.runtime.db.orm.insert(operatorSettings).values({ name: "maxQueuedPlans", value: 50, updatedAt: now });
    forgetSettings(referee.ctx);
    const other = core.another();
    const elsewhere = { ...referee, ctx: contextOf(other, referee.ctx.actor) };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => recharge(i % 2 ? referee : elsewhere, plan.id)),
    );
    const discounted = answers.filter((answer) => answer.transaction.discountType === "referral");
    expect(discounted.map((answer) => answer.transaction.finalAmountMinor)).toEqual([26_910]);
    const chain = await plansOf(referee.lineId);
    expect(chain).toHaveLength(20);
    for (const [i, each] of chain.entries()) expect(each.startsAt).toEqual(i === 0 ? now : chain[i - 1]?.endsAt);
    const positions = answers.map((answer) => answer.subscription?.queuePosition ?? 0).sort((a, b) => a - b);
    expect(positions).toEqual(Array.from({ length: 20 }, (_, i) => i));
    const rewards = await core.runtime.db.query<{ role: string; status: string }>({
      text: "select role, status from referral_discounts where customer_id in ($1, $2) order by role",
      values: [referrer.id, referee.id],
    });
    expect(rewards).toEqual([
      { role: "referee", status: "used" },
      { role: "referrer", status: "unused" },
    ]);
    expect(await noticesOf(referrer.id)).toEqual(["referral_bonus"]);
  });

  it("keeps a discount the payer declines, and lets an equal offer win", async () => {
    const [referrer, referee, plan] = [await core.customer(), await core.customer(), await core.plan()];
    const { discountId } = await refer(core, referrer, referee);
    const result = await recharge(referee, plan.id, { useReferralDiscount: false });
    expect(result.transaction.discountType).toBeNull();
    const [discount] = await core.runtime.db.query({
      text: "select status from referral_discounts where id = $1",
      values: [discountId],
    });
    expect(discount).toEqual({ status: "unused" });
  });
});

describe("a payment that does not succeed at once", () => {
  it("is declined in the gateway's words, releases the discount and sells nothing", async () => {
    const [referrer, referee, plan] = [await core.customer(), await core.customer(), await core.plan()];
    await refer(core, referrer, referee);
    const idempotencyKey = randomUUID();
    const refusal = await refusalOf(recharge(referee, plan.id, { paymentToken: "tok_declined", idempotencyKey }));
    expect([refusal.code, refusal.reason]).toEqual(["PAYMENT_DECLINED", "recharge.declined"]);
    expect(await refusalOf(recharge(referee, plan.id, { paymentToken: "tok_declined", idempotencyKey }))).toMatchObject(
      {
        message: refusal.message,
        details: refusal.details,
      },
    );
    expect(await plansOf(referee.lineId)).toEqual([]);
    expect(await noticesOf(referee.id)).toEqual(["payment_failure"]);
    const retried = await recharge(referee, plan.id);
    expect(retried.transaction).toMatchObject({ status: "succeeded", discountType: "referral" });
  });

  it("stays pending on tok_pending and tok_timeout, with the transaction and no plan", async () => {
    const [customer, plan] = [await core.customer(), await core.plan()];
    for (const [paymentToken, status] of [
      ["tok_pending", "sent"],
      ["tok_timeout", "unknown"],
    ] as const) {
      const result = await recharge(customer, plan.id, { paymentToken });
      expect(result).toMatchObject({ transaction: { status: "pending" }, subscription: null });
      const [charge] = await core.runtime.db.orm
        .select()
        .from(payments)
        .where(and(eq(payments.transactionId, result.transaction.id), eq(payments.kind, "charge")));
      expect(charge?.status).toBe(status);
    }
    expect(await plansOf(customer.lineId)).toEqual([]);
  });
});
