import { randomUUID } from "node:crypto";
import { customers, lines, usageDays } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withTransaction } from "../context.ts";
import { customerRouter } from "../customer-router.ts";
import { claimRegisteredLine, ensureLine } from "../lines/index.ts";
import { postpaidOf, subscribed } from "../postpaid/postpaid.fixture.ts";
import { rechargeErrors, refundTransaction } from "../recharge/index.ts";
import { recharge, refer } from "../recharge/recharge.fixture.ts";
import { aPhone, createTestCore, type TestCore, type TestCustomer } from "../testing/index.ts";
import { endLinksOfCustomer, endLinksOfLine } from "./end-links.ts";
import { linkedAccountsErrors } from "./errors.ts";
import { linkedLine } from "./linked-line.ts";
import { ask, because, link, linksOf, storedLink } from "./links.fixture.ts";

const DAY = 86_400_000;
const GB = 1024 ** 3;
let core: TestCore;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-03-30T10:00:00Z") });
});
afterAll(() => core.close());

function wish(planId: string, fields: object = {}) {
  return { planId, paymentMethod: "upi" as const, idempotencyKey: randomUUID(), ...fields };
}

async function numberOf(customer: TestCustomer) {
  const { items } = await linksOf(customer).list({});
  return items[0]?.number;
}

async function use(lineId: string, day: string, amount: number) {
  await core.runtime.db.orm.insert(usageDays).values({ lineId, day, kind: "data", amount });
}

it("shows what runs and waits on a linked number, with its top-ups, and nothing of one that is only asked for", async () => {
  const [asha, ravi] = [await core.customer(), await core.customer()];
  const plan = await core.plan({ validityDays: 10 });
  const topup = await core.plan({ isTopup: true, validityDays: 1 });
  await recharge(ravi, plan.id);
  await recharge(ravi, plan.id);
  await recharge(ravi, topup.id);
  await ask(asha, ravi.phone);
  expect(await numberOf(asha)).toBeNull();
  core.clock.advance(1_000);
  const other = await core.customer();
  await link(core, other, ravi.phone);
  const own = customerRouter.createCaller(ravi.ctx).subscriptions;
  expect(await numberOf(other)).toMatchObject({
    mode: "prepaid",
    activePlans: (await own.listActive({})).items,
    queue: (await own.listQueue({})).items,
    spending: { thisMonthMinor: 0, totalMinor: 0 },
  });
  expect((await numberOf(other))?.activePlans[0]?.topups).toHaveLength(1);
});

it("names the postpaid plan of a linked number while it runs, and tells nothing of its bills", async () => {
  const [asha, ravi] = [await core.customer(), await subscribed(core)];
  const linkedAccountId = await link(core, asha, ravi.phone);
  const plan = await core.plan();
  const number = await numberOf(asha);
  expect(number).toMatchObject({ mode: "postpaid", activePlans: [], queue: [] });
  expect(number?.postpaidPlanName).toMatch(/^Super 299/);
  expect(JSON.stringify(number)).not.toContain(ravi.activationId);
  await expect(linksOf(asha).recharge({ linkedAccountId, ...wish(plan.id) })).rejects.toMatchObject(
    because(rechargeErrors.linePostpaid()),
  );
  await postpaidOf(ravi).cancel({});
  expect(await numberOf(asha)).toMatchObject({ mode: "idle", postpaidPlanName: null });
});

it("counts data by the operator's days, and none from before the number was linked", async () => {
  const [asha, ravi] = [await core.customer(), await core.customer()];
  // 20:00 UTC is the next day already where the operator is.
  core.clock.set(new Date("2026-03-30T20:00:00Z"));
  await use(ravi.lineId, "2026-03-30", 4 * GB);
  await link(core, asha, ravi.phone);
  await use(ravi.lineId, "2026-03-31", GB);
  expect((await numberOf(asha))?.dataUse).toEqual({ todayBytes: GB, last30DaysBytes: GB });
  core.clock.advance(29 * DAY);
  await use(ravi.lineId, "2026-04-29", 2 * GB);
  expect((await numberOf(asha))?.dataUse).toEqual({ todayBytes: 2 * GB, last30DaysBytes: 3 * GB });
  core.clock.advance(DAY);
  expect((await numberOf(asha))?.dataUse).toEqual({ todayBytes: 0, last30DaysBytes: 2 * GB });
});

it("adds up what the one who links paid, this month and in all, net of refunds", async () => {
  const [asha, ravi] = [await core.customer(), await core.customer()];
  const plan = await core.plan({ priceMinor: 10_000 });
  const linkedAccountId = await link(core, asha, ravi.phone);
  await recharge(ravi, plan.id);
  const first = await linksOf(asha).recharge({ linkedAccountId, ...wish(plan.id) });
  await linksOf(asha).recharge({ linkedAccountId, ...wish(plan.id) });
  const declined = wish(plan.id, { paymentToken: "tok_declined" });
  await expect(linksOf(asha).recharge({ linkedAccountId, ...declined })).rejects.toMatchObject({
    cause: { reason: rechargeErrors.declined().reason },
  });
  const refund = { transactionId: first.transaction.id, amountMinor: 2_500, reason: "Sold by mistake" };
  await refundTransaction(await core.admin("finance"), { ...refund, idempotencyKey: randomUUID() });
  expect((await numberOf(asha))?.spending).toEqual({ thisMonthMinor: 17_500, totalMinor: 17_500, currency: "INR" });
  core.clock.advance(33 * DAY);
  await linksOf(asha).recharge({ linkedAccountId, ...wish(plan.id) });
  expect((await numberOf(asha))?.spending).toEqual({ thisMonthMinor: 10_000, totalMinor: 27_500, currency: "INR" });
});

it("recharges a linked number at the price of an own recharge, with offer and referral discount", async () => {
  const [asha, ravi] = [await core.customer(), await core.customer()];
  await refer(core, await core.customer(), asha);
  const plan = await core.plan({ priceMinor: 10_000 });
  const linkedAccountId = await link(core, asha, ravi.phone);
  const { transaction, subscription } = await linksOf(asha).recharge({ linkedAccountId, ...wish(plan.id) });
  expect(transaction).toMatchObject({
    recipientPhoneNumber: ravi.phone,
    discountType: "referral",
    finalAmountMinor: 9_000,
  });
  expect(subscription).toMatchObject({ phoneNumber: ravi.phone, status: "active" });
});

it("answers the same key with the same recharge, also after the link has ended, and refuses another body", async () => {
  const [asha, ravi] = [await core.customer(), await core.customer()];
  const plan = await core.plan();
  const linkedAccountId = await link(core, asha, ravi.phone);
  const request = { linkedAccountId, ...wish(plan.id) };
  const [first, twin] = await Promise.all([linksOf(asha).recharge(request), linksOf(asha).recharge(request)]);
  expect(twin).toEqual(first);
  // Another operation has keys of its own.
  const { linkedAccountId: _, ...wished } = request;
  const apart = await recharge(asha, plan.id, { ...wished, recipientPhoneNumber: ravi.phone });
  expect(apart.transaction.id).not.toBe(first.transaction.id);
  await linksOf(ravi).remove({ linkedAccountId });
  expect((await linksOf(asha).recharge(request)).transaction.id).toBe(first.transaction.id);
  const other = { ...request, paymentMethod: "debit_card" as const };
  await expect(linksOf(asha).recharge(other)).rejects.toMatchObject(because(rechargeErrors.keyReused()));
  const anew = { ...request, idempotencyKey: randomUUID() };
  await expect(linksOf(asha).recharge(anew)).rejects.toMatchObject(because(linkedAccountsErrors.notLinked()));
});

it("refuses to recharge what is only asked for, and what the owner has", async () => {
  const [asha, ravi] = [await core.customer(), await core.customer()];
  const plan = await core.plan();
  const { linkedAccount } = await ask(asha, ravi.phone);
  const request = { linkedAccountId: linkedAccount.id, ...wish(plan.id) };
  await expect(linksOf(asha).recharge(request)).rejects.toMatchObject(because(linkedAccountsErrors.notLinked()));
  await expect(linksOf(ravi).recharge(request)).rejects.toMatchObject(because(linkedAccountsErrors.notFound()));
});

it("tells the times of the queue in a quote for a linked number, and no longer once the link has ended", async () => {
  const [asha, ravi] = [await core.customer(), await core.customer()];
  const plan = await core.plan({ validityDays: 10 });
  const { subscription } = await recharge(ravi, plan.id);
  const quote = async () => {
    const asked = { planId: plan.id, recipientPhoneNumber: ravi.phone, paymentMethod: "upi" as const };
    return (await customerRouter.createCaller(asha.ctx).recharge.quote(asked)).outcome;
  };
  const { linkedAccount } = await ask(asha, ravi.phone);
  expect(await quote()).toEqual({ kind: "queued", queuePosition: null, startsAt: null, endsAt: null });
  await linksOf(ravi).confirm({ linkedAccountId: linkedAccount.id });
  expect(await quote()).toMatchObject({ kind: "queued", queuePosition: 1, startsAt: subscription?.endsAt });
  await linksOf(asha).remove({ linkedAccountId: linkedAccount.id });
  expect(await quote()).toMatchObject({ kind: "queued", startsAt: null });
});

it("follows the line: a number that is given out anew has no links", async () => {
  const [asha, before] = [await core.customer(), await core.customer()];
  const linkedAccountId = await link(core, asha, before.phone);
  const pending = await ask(await core.customer(), before.phone);
  const wanted = { customerId: asha.id, phone: before.phone };
  expect(await linkedLine(core.job(), wanted)).toEqual({ linkedAccountId, lineId: before.lineId });
  await withTransaction(core.job(), async (tx) => {
    const line = await ensureLine(tx, before.phone);
    await endLinksOfLine(tx, line.id);
    await tx.db.orm.update(customers).set({ phone: aPhone() }).where(eq(customers.id, before.id));
    await tx.db.orm.update(lines).set({ ownerId: null, releasedAt: core.clock.now() }).where(eq(lines.id, line.id));
  });
  expect(await linkedLine(core.job(), wanted)).toBeNull();
  for (const id of [linkedAccountId, pending.linkedAccount.id]) {
    expect(await storedLink(core, id)).toMatchObject({ status: "removed", endedBy: "system" });
  }
  const after = await core.customer({ phone: before.phone });
  expect((await linksOf(after).listIncoming({})).items).toEqual([]);
  await ask(asha, before.phone);
  expect((await linksOf(after).listIncoming({})).items).toMatchObject([{ status: "requested" }]);
});

it("ends the links a customer made, and leaves those of others", async () => {
  const [asha, ravi] = [await core.customer(), await core.customer()];
  const made = [await link(core, asha, ravi.phone), (await ask(asha)).linkedAccount.id];
  const incoming = await link(core, ravi, asha.phone);
  await withTransaction(core.job(), (tx) => endLinksOfCustomer(tx, asha.id));
  for (const id of made) expect((await storedLink(core, id)).status).toBe("removed");
  expect((await storedLink(core, incoming)).status).toBe("linked");
  expect(await linksOf(asha).list({})).toEqual({ items: [], nextCursor: null });
});

it("ends a customer's link to a number that becomes their own", async () => {
  const [asha, phone] = [await core.customer(), aPhone()];
  const other = await core.customer();
  const [own, others] = [await link(core, asha, phone), await link(core, other, phone)];
  await withTransaction(core.job(), (tx) => claimRegisteredLine(tx, { customerId: asha.id, phone }));
  expect((await storedLink(core, own)).status).toBe("removed");
  expect((await storedLink(core, others)).status).toBe("linked");
  expect((await linksOf(asha).listIncoming({})).items).toMatchObject([{ id: others }]);
});

it("pages both lists from the newest, and refuses a cursor of something else", async () => {
  const [asha, ravi] = [await core.customer(), await core.customer()];
  const ids = [];
  for (let index = 0; index < 3; index += 1) {
    core.clock.advance(1_000);
    ids.unshift((await ask(asha)).linkedAccount.id);
    await ask(await core.customer(), ravi.phone);
  }
  const first = await linksOf(asha).list({ limit: 2 });
  const rest = await linksOf(asha).list({ limit: 2, cursor: first.nextCursor ?? "" });
  expect([...first.items, ...rest.items].map((each) => each.id)).toEqual(ids);
  expect(rest.nextCursor).toBeNull();
  const page = await linksOf(ravi).listIncoming({ limit: 2 });
  expect(page.items).toHaveLength(2);
  expect((await linksOf(ravi).listIncoming({ limit: 2, cursor: page.nextCursor ?? "" })).items).toHaveLength(1);
  await expect(linksOf(asha).list({ cursor: "nonsense" })).rejects.toMatchObject({
    cause: { reason: "request.badCursor" },
  });
});
