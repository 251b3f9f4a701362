import { newId } from "@nexa/contracts";
import { lines, linkedAccounts } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestCore, type TestCore, type TestCustomer } from "../testing/index.ts";
import { quoteRecharge } from "./quote-recharge.ts";
import { recharge, refer, refusalOf } from "./recharge.fixture.ts";

let core: TestCore;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z") });
});
afterAll(() => core.close());

const quote = (customer: TestCustomer, planId: string, fields = {}) =>
  quoteRecharge(customer.ctx, { planId, recipientPhoneNumber: customer.phone, paymentMethod: "upi", ...fields });

it("says price and timing in words, and what the recharge then does is what it said", async () => {
  const [referrer, customer, plan] = [
    await core.customer(),
    await core.customer(),
    await core.plan({ name: "Super 299" }),
  ];
  await refer(core, referrer, customer);
  const first = await quote(customer, plan.id);
  expect(first).toMatchObject({
    finalAmountMinor: 26_910,
    discountType: "referral",
    outcome: { kind: "activates_now" },
  });
  expect(first.explanation).toBe("You pay ₹269.10: Referral 10 % saves ₹29.90. Super 299 starts at once.");
  await recharge(customer, plan.id);
  const second = await quote(customer, plan.id);
  expect(second.explanation).toContain("expected to start on 21 Dec 2026");
  const done = await recharge(customer, plan.id);
  expect(done.subscription).toMatchObject({
    startsAt: second.outcome.startsAt,
    endsAt: second.outcome.endsAt,
    queuePosition: second.outcome.queuePosition,
  });
  expect(done.transaction.finalAmountMinor).toBe(second.finalAmountMinor);
});

it("tells no times of somebody else's number", async () => {
  const [payer, friend, plan] = [await core.customer(), await core.customer(), await core.plan()];
  await recharge(friend, plan.id);
  const other = await quote(payer, plan.id, { recipientPhoneNumber: friend.phone });
  expect(other.outcome).toEqual({ kind: "queued", queuePosition: null, startsAt: null, endsAt: null });
  expect(other.explanation).not.toMatch(/\d{4}$|Dec/);
});

it("tells the times of a number that is linked with its holder's consent, not while that is only asked for", async () => {
  const [payer, parent, plan] = [await core.customer(), await core.customer(), await core.plan()];
  const { subscription } = await recharge(parent, plan.id);
  const [id, now] = [newId(core.clock.now()), core.clock.now()];
  await core.runtime.db.orm.insert(linkedAccounts).values({
    ...{ id, customerId: payer.id, lineId: parent.lineId, phone: parent.phone, label: "Amma", relationship: "parent" },
    ...{ requestedAt: now, expiresAt: new Date(now.getTime() + 7 * 86_400_000) },
  });
  const outcome = async () => (await quote(payer, plan.id, { recipientPhoneNumber: parent.phone })).outcome;
  expect(await outcome()).toMatchObject({ kind: "queued", startsAt: null, queuePosition: null });
  const linked = { status: "linked", linkedAt: now } as const;
  await core.runtime.db.orm.update(linkedAccounts).set(linked).where(eq(linkedAccounts.id, id));
  expect(await outcome()).toMatchObject({ kind: "queued", startsAt: subscription?.endsAt, queuePosition: 1 });
});

it("refuses what a recharge would refuse", async () => {
  const [customer, topup, plan] = [await core.customer(), await core.plan({ isTopup: true }), await core.plan()];
  expect((await refusalOf(quote(customer, topup.id))).reason).toBe("recharge.topupNeedsPlan");
  expect((await refusalOf(quote(customer, plan.id, { recipientPhoneNumber: "123456" }))).reason).toBe(
    "recharge.phoneInvalid",
  );
  await core.runtime.db.orm.update(lines).set({ mode: "postpaid" }).where(eq(lines.id, customer.lineId));
  expect((await refusalOf(quote(customer, plan.id))).reason).toBe("recharge.linePostpaid");
});

it("limits quotes for other people's numbers, not for one's own", async () => {
  const [payer, friend, plan] = [await core.customer(), await core.customer(), await core.plan()];
  const foreign = () => quote(payer, plan.id, { recipientPhoneNumber: friend.phone });
  for (let i = 0; i < 60; i += 1) await foreign();
  const refusal = await refusalOf(foreign());
  expect([refusal.code, refusal.reason]).toEqual(["RATE_LIMITED", "identity.tooManyTries"]);
  expect((await quote(payer, plan.id)).outcome.kind).toBe("activates_now");
});
