import { randomUUID } from "node:crypto";
import { lines, subscriptions, transactions } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { adminRouter } from "../admin-router.ts";
import { auditBooks } from "../audit/index.ts";
import { recharge, refer, refusalOf } from "../recharge/recharge.fixture.ts";
import { aPhone, contextOf, createTestCore, type TestCore, type TestPartner, type TestPlan } from "../testing/index.ts";
import { createApiKey } from "./create-api-key.ts";
import { revokeApiKey } from "./revoke-api-key.ts";
import { noticesTo, readAs, sell, transactionRow } from "./sales.fixture.ts";

let core: TestCore;
let partner: TestPartner;
let plan: TestPlan;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z") });
  partner = await core.partner(["recharge:write", "transactions:read"]);
  plan = await core.plan();
});
afterAll(() => core.close());
// Whatever a test did to a sale without payer, the books must hold.
afterEach(async () => {
  expect((await auditBooks(core.job(), { withGateway: true, settleGraceMs: 0 })).findings).toEqual([]);
});

describe("a recharge that a partner sells", () => {
  it("delivers the plan without a payer, tells the line and nobody else", async () => {
    const holder = await core.customer();
    const { transaction, subscription } = await sell(partner, plan, { recipientPhoneNumber: holder.phone });
    expect(transaction).toMatchObject({ status: "succeeded", finalAmountMinor: 29_900 });
    expect(subscription).toMatchObject({ status: "active", phoneNumber: holder.phone });
    expect(await transactionRow(core, transaction.id)).toMatchObject({
      payerId: null,
      partnerId: partner.id,
      referralDiscountId: null,
    });
    const [sold] = await core.runtime.db.orm
      .select()
      .from(subscriptions)
      .where(eq(subscriptions.transactionId, transaction.id));
    expect(sold).toMatchObject({ payerId: null, lineId: holder.lineId });
    expect(await noticesTo(core, holder.phone)).toEqual(["plan_activated"]);
  });

  it("makes the line of a new number", async () => {
    const phone = aPhone();
    await sell(partner, plan, { recipientPhoneNumber: phone });
    const [line] = await core.runtime.db.orm.select().from(lines).where(eq(lines.phone, phone));
    expect(line).toMatchObject({ ownerId: null, mode: "idle" });
  });

  it("takes the best offer, or the one named, and leaves the holder's referral discount alone", async () => {
    const [referrer, holder] = [await core.customer(), await core.customer()];
    const staff = adminRouter.createCaller(await core.admin("manager"));
    await refer(core, referrer, holder, 50);
    const priced = await core.plan();
    const validFrom = core.clock.now().toISOString();
    const validUntil = new Date(core.clock.now().getTime() + 86_400_000).toISOString();
    const offer = { planId: priced.id, validFrom, validUntil };
    const best = await staff.catalog.createOffer({ ...offer, name: "Festive", discountedPriceMinor: 19_900 });
    const named = await staff.catalog.createOffer({ ...offer, name: "Weekend", discountedPriceMinor: 24_900 });
    const own = await sell(partner, priced, { recipientPhoneNumber: holder.phone });
    expect(own.transaction).toMatchObject({ discountType: "offer", offerId: best.id, finalAmountMinor: 19_900 });
    const asked = await sell(partner, priced, { offerId: named.id });
    expect(asked.transaction).toMatchObject({ discountType: "offer", offerId: named.id, finalAmountMinor: 24_900 });
    const [discount] = await core.runtime.db.query({
      text: "select d.status, r.completed_at from referral_discounts d join referrals r on r.id = d.referral_id where d.customer_id = $1",
      values: [holder.id],
    });
    expect(discount).toEqual({ status: "unused", completed_at: null });
  });

  it("queues behind the plan that the holder bought, and the other way round", async () => {
    const holder = await core.customer();
    const bought = await recharge(holder, plan.id);
    const sold = await sell(partner, plan, { recipientPhoneNumber: holder.phone });
    expect(sold.subscription).toMatchObject({ status: "queued", startsAt: bought.subscription?.endsAt });
    const next = await recharge(holder, plan.id);
    expect(next.subscription).toMatchObject({ startsAt: sold.subscription?.endsAt, queuePosition: 2 });
  });

  it("is refused as a customer's is", async () => {
    const [inactive, postpaid, topup] = [
      await core.plan({ status: "inactive" }),
      await core.plan({ type: "postpaid" }),
      await core.plan({ isTopup: true }),
    ];
    const reasons = [
      [{ planId: randomUUID() }, "recharge.planUnknown"],
      [{ planId: inactive.id }, "recharge.planInactive"],
      [{ planId: postpaid.id }, "recharge.planPostpaid"],
      [{ planId: topup.id }, "recharge.topupNeedsPlan"],
      [{ offerId: randomUUID() }, "recharge.offerUnknown"],
      [{ recipientPhoneNumber: "+91123" }, "recharge.phoneInvalid"],
    ] as const;
    for (const [fields, reason] of reasons) expect((await refusalOf(sell(partner, plan, fields))).reason).toBe(reason);
  });

  it("is refused at once on every server after its key was revoked", async () => {
    const owner = await core.admin("owner");
    const leaked = await core.partner(["recharge:write"]);
    await revokeApiKey(owner, { apiKeyId: leaked.apiKeyId });
    const elsewhere = contextOf(core.another(), leaked.ctx.actor);
    expect((await refusalOf(sell({ ctx: elsewhere }, plan))).reason).toBe("partners.keyRevoked");
    const other = await core.partner(["recharge:write"], leaked.id);
    expect((await sell(other, plan)).transaction.status).toBe("succeeded");
  });

  it("is refused where key and partner do not belong together", async () => {
    const { actor } = (await core.partner(["recharge:write"])).ctx;
    const mixed = core.as({ ...actor, partnerId: partner.id });
    expect((await refusalOf(sell({ ctx: mixed }, plan))).reason).toBe("partners.keyRevoked");
  });
});

describe("the idempotency key of a partner", () => {
  it("stands for one transaction, however many requests there are at once on two servers", async () => {
    const [idempotencyKey, recipientPhoneNumber] = [randomUUID(), aPhone()];
    const contexts = [partner.ctx, contextOf(core.another(), partner.ctx.actor)];
    const calls = Array.from({ length: 100 }, (_, index) => {
      const ctx = contexts[index % 2] ?? partner.ctx;
      return sell({ ctx }, plan, { idempotencyKey, recipientPhoneNumber });
    });
    const results = await Promise.all(calls);
    expect(new Set(results.map(({ transaction }) => transaction.id)).size).toBe(1);
    const made = await core.runtime.db.orm
      .select()
      .from(transactions)
      .where(eq(transactions.recipientPhone, recipientPhoneNumber));
    expect(made).toHaveLength(1);
  });

  it("is shared by the partner's keys, and told apart from another partner's and a customer's", async () => {
    const [idempotencyKey, customer] = [randomUUID(), await core.customer()];
    const wish = { idempotencyKey, recipientPhoneNumber: aPhone() };
    const [second, stranger] = [
      await core.partner(["recharge:write"], partner.id),
      await core.partner(["recharge:write"]),
    ];
    const first = await sell(partner, plan, wish);
    expect((await sell(second, plan, wish)).transaction.id).toBe(first.transaction.id);
    expect((await sell(stranger, plan, wish)).transaction.id).not.toBe(first.transaction.id);
    expect((await recharge(customer, plan.id, wish)).transaction.id).not.toBe(first.transaction.id);
  });

  it("is refused for another body", async () => {
    const idempotencyKey = randomUUID();
    await sell(partner, plan, { idempotencyKey });
    expect((await refusalOf(sell(partner, plan, { idempotencyKey }))).reason).toBe("recharge.keyReused");
  });
});

describe("who reads a partner's sale", () => {
  it("is its partner with any key, no other partner, no customer", async () => {
    const holder = await core.customer();
    const { transaction } = await sell(partner, plan, { recipientPhoneNumber: holder.phone });
    const [second, stranger] = [
      await core.partner(["transactions:read"], partner.id),
      await core.partner(["transactions:read"]),
    ];
    expect((await readAs(second, transaction.id)).id).toBe(transaction.id);
    const own = await recharge(holder, plan.id);
    for (const [by, id] of [
      [stranger, transaction.id],
      [partner, own.transaction.id],
      [partner, randomUUID()],
    ] as const) {
      await expect(readAs(by, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });

  it("is staff, by partner", async () => {
    const staff = adminRouter.createCaller(await core.admin("support"));
    const owner = await core.admin("owner");
    const { apiKey } = await createApiKey(owner, {
      partnerName: "Corner Shop",
      label: "Till",
      scopes: ["recharge:write"],
    });
    const actor = { kind: "partner", partnerId: apiKey.partnerId, apiKeyId: apiKey.id, scopes: apiKey.scopes } as const;
    const ctx = core.as(actor);
    const { transaction } = await sell({ ctx }, plan);
    const named = { payer: null, partner: { id: apiKey.partnerId, name: "Corner Shop" } };
    const { items } = await staff.transactions.list({ partnerId: apiKey.partnerId, limit: 10 });
    expect(items).toMatchObject([{ id: transaction.id, ...named }]);
    expect(await staff.transactions.get({ transactionId: transaction.id })).toMatchObject(named);
  });
});
