import { randomUUID } from "node:crypto";
import {
  type CreateRechargeInput,
  type CreateRechargeOutput,
  formatMoney,
  type StaffPlan,
  type Subscription,
  type Transaction,
} from "@nexa/contracts";
import type { Catalogue } from "./catalogue.ts";
import type { People, Person } from "./people.ts";
import { insist, present, refusalOf, step, until } from "./step.ts";

/** The simulated gateway captures a pending payment after 5 seconds and tells us by webhook. */
const PENDING_TIMEOUT_MS = 30_000;
/** An edit of the catalogue is visible everywhere within 2 seconds. */
const EDIT_TIMEOUT_MS = 5_000;

export type Bought = { month: CreateRechargeOutput; topup: CreateRechargeOutput };

/** A recharge of the person's own number. */
function order({ id: planId }: StaffPlan, { phone }: Person): Omit<CreateRechargeInput, "idempotencyKey"> {
  return { planId, recipientPhoneNumber: phone, paymentMethod: "upi" };
}

/** Ravi browses, asks for a price and buys: one plan that starts now, one declined, two that wait, one top-up. */
export async function buyPlans(people: People, catalogue: Catalogue): Promise<Bought> {
  const { ravi, asha } = people;
  await browse(ravi, catalogue);
  await step(
    "Ravi asks for a quote",
    () => ravi.client.recharge.quote.query(order(catalogue.month, ravi)),
    (quote) => {
      insist(quote.discountType === "offer" && quote.outcome.kind === "activates_now", "the offer, at once", quote);
      return quote.explanation;
    },
  );
  const month = await buyFirst(people, catalogue);
  await step(
    "Asha is rewarded",
    () => asha.client.referrals.listDiscounts.query({ status: "unused" }),
    ({ items }) => `${present(items[0], "a discount for Asha").percent} % off, for bringing Ravi`,
  );
  await step(
    "A declined card",
    () => refusalOf(create(ravi, { ...order(catalogue.week, ravi), paymentToken: "tok_declined" })),
    (refusal) => {
      insist(refusal.reason === "recharge.declined", "recharge.declined", refusal);
      return refusal.message;
    },
  );
  await step(
    "The next plan queues",
    () => create(ravi, order(catalogue.week, ravi)),
    (answer) => {
      insist(answer.transaction.discountType === "referral", "Ravi's referral discount", answer);
      return tellQueued(answer, 1);
    },
  );
  await buyPending(ravi, catalogue.month);
  const topup = await step("A top-up", () => create(ravi, order(catalogue.topup, ravi)), tellActive);
  return { month, topup };
}

async function browse({ client }: Person, { categoryId, month }: Catalogue): Promise<void> {
  // Calls of one moment travel as one request.
  const look = () =>
    Promise.all([
      client.catalog.listCategories.query({ limit: 500 }),
      client.catalog.listPlans.query({ categoryId, isTopup: false, sort: "price" }),
      client.catalog.listOffers.query({ planId: month.id }),
      client.catalog.getPlan.query({ planId: month.id }),
    ]);
  await step(
    "Ravi browses",
    () => until(look, ([, , offers]) => offers.items.length === 1, EDIT_TIMEOUT_MS, "the offer on show"),
    ([categories, plans, , plan]) => {
      insist(plans.items.length === 2, "two plans in the category", plans);
      const price = formatMoney(plan.offerPriceMinor ?? 0, plan.currency);
      return `${categories.items.length} categories, ${plans.items.length} plans in this one, ${plan.name} for ${price} by an offer`;
    },
  );
}

/** The same key twice is one recharge; the notice of it comes by the live stream. */
async function buyFirst({ ravi, notices }: People, { month }: Catalogue): Promise<CreateRechargeOutput> {
  const wish = { ...order(month, ravi), paymentToken: "tok_success", idempotencyKey: randomUUID() };
  const first = await step("Ravi recharges", () => ravi.client.recharge.create.mutate(wish), tellActive);
  await step(
    "The same request again",
    () => ravi.client.recharge.create.mutate(wish),
    ({ transaction }) => {
      insist(transaction.id === first.transaction.id, "the same transaction", transaction);
      return `the same transaction, ${transaction.reference}`;
    },
  );
  await step("A live notice", () => notices.next("plan_activated"), tellNotice);
  return first;
}

async function buyPending(ravi: Person, plan: StaffPlan): Promise<void> {
  const { transaction } = await step(
    "A payment that the bank has not decided",
    () => create(ravi, { ...order(plan, ravi), paymentToken: "tok_pending" }),
    ({ transaction, subscription }) => {
      insist(transaction.status === "pending" && subscription === null, "pending, and no plan yet", transaction);
      return `${transaction.reference} is ${transaction.status}`;
    },
  );
  const ask = () => ravi.client.transactions.get.query({ transactionId: transaction.id });
  await step(
    "The gateway's webhook settles it",
    () => until(ask, ({ status }) => status !== "pending", PENDING_TIMEOUT_MS, "a final payment"),
    (settled) => {
      insist(settled.status === "succeeded", "succeeded", settled);
      return settled.events.map((each) => each.toStatus).join(", then ");
    },
  );
}

/** Ravi turns the two waiting plans round, starts the first of them now, and cancels the other. */
export async function rearrangeQueue({ client }: Person): Promise<void> {
  const { items: queue } = await step(
    "Ravi's queue",
    () => client.subscriptions.listQueue.query({}),
    (answer) => {
      insist(answer.items.length === 2, "two waiting plans", answer);
      return tellQueue(answer);
    },
  );
  const { items } = await step(
    "Ravi turns it round",
    () => client.subscriptions.reorderQueue.mutate({ subscriptionIds: queue.map((each) => each.id).reverse() }),
    (reordered) => {
      insist(reordered.items[0]?.id === queue[1]?.id, "the last plan first", reordered);
      return tellQueue(reordered);
    },
  );
  const next = present(items[0], "a plan that starts next");
  await step(
    "Ravi starts the next plan now",
    () => client.subscriptions.activateNow.mutate({ subscriptionId: next.id }),
    ({ activated, forfeited }) => {
      insist(activated.status === "active" && forfeited !== null, "it active, the running one ended", activated);
      return `${activated.planName} is active until ${activated.endsAt}, ${forfeited?.planName} was given up`;
    },
  );
  const last = present(items[1], "a plan that still waits");
  await step(
    "Ravi cancels the other",
    () => client.subscriptions.cancel.mutate({ subscriptionId: last.id, idempotencyKey: randomUUID() }),
    ({ refund, transaction }) => {
      insist(refund.status === "succeeded" && transaction.status === "refunded", "the whole price back", refund);
      return `${formatMoney(refund.finalAmountMinor, refund.currency)} back, refund ${refund.reference}`;
    },
  );
}

/** Ravi reads notices, transactions and a receipt. */
export async function readBack(ravi: Person, { month }: Bought): Promise<void> {
  const { client, url, token } = ravi;
  await step(
    "Ravi's notices",
    () => Promise.all([client.notifications.list.query({ isUnread: true }), client.notifications.stats.query({})]),
    ([list, stats]) => `${stats.unread} unread, the newest: ${present(list.items[0], "a notice").body}`,
  );
  await step(
    "Ravi marks them read",
    () => client.notifications.markAllRead.mutate({}),
    ({ markedCount }) => `${markedCount} marked`,
  );
  await step(
    "Ravi's transactions",
    () => client.transactions.list.query({}),
    ({ items }) => {
      // Four recharges that were paid, one declined, one refund.
      insist(items.length === 6, "six transactions", items);
      return items.map((each) => `${each.reference} ${each.status}`).join(", ");
    },
  );
  // Files are plain HTTP: the token goes into the header as for any other API client.
  const address = new URL(`/customer/transactions/${month.transaction.id}/receipt`, url);
  await step(
    "Ravi's receipt",
    async () => {
      const response = await fetch(address, { headers: { authorization: `Bearer ${token}` } });
      return { type: response.headers.get("content-type"), bytes: (await response.arrayBuffer()).byteLength };
    },
    (file) => {
      insist(file.type === "application/pdf", "a PDF", file);
      return `a PDF of ${file.bytes} bytes`;
    },
  );
}

function create({ client }: Person, wish: Omit<CreateRechargeInput, "idempotencyKey">): Promise<CreateRechargeOutput> {
  return client.recharge.create.mutate({ ...wish, idempotencyKey: randomUUID() });
}

function tellPaid({ reference, finalAmountMinor, currency, discountType }: Transaction): string {
  const discount = discountType === null ? "" : ` with the ${discountType} discount`;
  return `${reference}, ${formatMoney(finalAmountMinor, currency)}${discount}`;
}

function tellActive({ transaction, subscription }: CreateRechargeOutput): string {
  insist(transaction.status === "succeeded" && subscription?.status === "active", "paid and active", transaction);
  return `${tellPaid(transaction)}: ${subscription?.planName} is active until ${subscription?.endsAt}`;
}

function tellQueued({ transaction, subscription }: CreateRechargeOutput, position: number): string {
  insist(subscription?.queuePosition === position, `position ${position} in the queue`, subscription);
  return `${tellPaid(transaction)}: ${subscription?.planName} waits, number ${position}, starts ${subscription?.startsAt}`;
}

function tellQueue({ items }: { items: readonly Subscription[] }): string {
  return items.map((each) => `${each.queuePosition}. ${each.planName} from ${each.startsAt}`).join(", ");
}

function tellNotice({ title, body }: { title: string; body: string }): string {
  return `${title}. ${body}`;
}
