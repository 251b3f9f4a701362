import { randomUUID } from "node:crypto";
import { registerCustomer } from "@nexa/core/identity/register-customer";
import { cancelWithRefund, createRecharge, quoteRecharge } from "@nexa/core/recharge/index";
import { generateReferralCode } from "@nexa/core/referrals/index";
import { activateNow } from "@nexa/core/subscriptions/index";
import { listQueuedSubscriptions } from "@nexa/core/subscriptions/list-queued-subscriptions";
import { reorderQueue } from "@nexa/core/subscriptions/reorder-queue";
import { aPhone } from "@nexa/core/testing/index";
import { asPerson, attempt, did, leastDone, type Person, paymentToken, type YearWorld } from "./year-world.ts";

const METHODS = ["credit_card", "debit_card", "net_banking", "upi"] as const;

/** A day of those who buy prepaid plans: for themselves and others, waiting ones too, top-ups, and what they do with their queue. */
export async function livePrepaidDay(world: YearWorld): Promise<void> {
  const { chance, people, shelf, day } = world;
  for (const person of people.filter(({ kind }) => kind === "prepaid")) {
    if (day >= person.nextDay) await buyBase(world, person);
    if (chance.happens(0.02)) await buy(world, person, person, chance.pick(shelf.topups).id);
    if (chance.happens(0.01)) await buy(world, person, chance.pick(people), chance.pick(shelf.base).id);
    if (chance.happens(0.02)) await changeQueue(world, person);
  }
  if (chance.happens(0.15)) await welcome(world);
  if (chance.happens(0.3)) await sellInShop(world);
}

async function buyBase(world: YearWorld, person: Person): Promise<void> {
  const { chance, shelf, day } = world;
  const plan = chance.pick(shelf.base);
  const bought = await buy(world, person, person, plan.id);
  // Some buy ahead, some let the line lapse, and who was refused tries again tomorrow.
  person.nextDay = bought ? day + Math.max(1, plan.validityDays + chance.between(-6, 4)) : day + 1;
}

async function buy(world: YearWorld, payer: Person, recipient: Person, planId: string): Promise<boolean> {
  const { chance } = world;
  const request = { planId, recipientPhoneNumber: recipient.phone, paymentMethod: chance.pick(METHODS) };
  if (chance.happens(0.3)) await attempt(world, "quote", () => quoteRecharge(payer.ctx, request));
  const input = {
    ...{ ...request, paymentToken: paymentToken(world) },
    idempotencyKey: randomUUID(),
  };
  const bought = await attempt(world, "recharge", () => createRecharge(payer.ctx, input));
  // An answer that was lost on the way is asked for again with the same key.
  if (bought && chance.happens(0.05)) await attempt(world, "recharge again", () => createRecharge(payer.ctx, input));
  return bought?.subscription !== null && bought !== null;
}

async function changeQueue(world: YearWorld, { ctx }: Person): Promise<void> {
  const { items } = await listQueuedSubscriptions(ctx, {});
  const waiting = items.map(({ id }) => id);
  const [first] = waiting;
  if (first === undefined) return;
  const what = leastDone(world, ["activate now", "reorder", "cancel waiting"]);
  if (what === "activate now") await attempt(world, what, () => activateNow(ctx, { subscriptionId: first }));
  if (what === "reorder") {
    await attempt(world, what, () => reorderQueue(ctx, { subscriptionIds: world.chance.shuffled(waiting) }));
  }
  if (what === "cancel waiting") {
    const request = { subscriptionId: world.chance.pick(waiting), idempotencyKey: randomUUID() };
    await attempt(world, what, () => cancelWithRefund(ctx, request));
  }
}

/** A partner sells a plan to a customer's number or to one that nobody registered. */
async function sellInShop(world: YearWorld): Promise<void> {
  const { chance, people, reseller, shelf } = world;
  const recipientPhoneNumber = chance.happens(0.7) ? chance.pick(people).phone : aPhone();
  const input = { planId: chance.pick(shelf.base).id, recipientPhoneNumber, paymentMethod: chance.pick(METHODS) };
  const paid = { paymentToken: paymentToken(world), idempotencyKey: randomUUID() };
  await attempt(world, "sale by a partner", () => createRecharge(reseller, { ...input, ...paid }));
}

/** Somebody makes a code, and a newcomer registers with it. */
async function welcome(world: YearWorld): Promise<void> {
  const { core, chance, people } = world;
  const referrer = chance.pick(people);
  const made = await attempt(world, "referral code", () => generateReferralCode(referrer.ctx, {}));
  if (!made || chance.happens(0.2)) return;
  const phoneNumber = world.freedPhones.shift() ?? aPhone();
  const input = { phoneNumber, password: "a password of the year", fullName: "A Newcomer" };
  const registered = await attempt(world, "register with a code", () =>
    registerCustomer(core.as({ kind: "anonymous" }), { ...input, referralCode: made.code }),
  );
  if (!registered) return;
  const [row] = await core.runtime.db.query<{ id: string; line_id: string; session_id: string }>({
    text: `select c.id, l.id as line_id, s.id as session_id from customers c join lines l on l.owner_id = c.id
      join customer_sessions s on s.user_id = c.id where c.phone = $1`,
    values: [input.phoneNumber],
  });
  if (!row) throw new Error("the newcomer is not there");
  const { id, line_id: lineId, session_id: sessionId } = row;
  // The session of a year ends by itself; a simulated person stays signed in.
  await core.runtime.db.query({
    text: "update customer_sessions set expires_at = expires_at + interval '2 years' where id = $1",
    values: [sessionId],
  });
  const ctx = core.as({ kind: "customer", customerId: id, sessionId, status: "active" } as const);
  people.push(asPerson(world, { id, lineId, phone: input.phoneNumber, ctx }, 0));
  did(world, "newcomers");
}
