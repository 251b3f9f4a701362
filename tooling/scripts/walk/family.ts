import { randomUUID } from "node:crypto";
import { formatMoney, type LinkedAccount } from "@nexa/contracts";
import type { Catalogue } from "./catalogue.ts";
import type { People, Person } from "./people.ts";
import { insist, present, refusalOf, step } from "./step.ts";

/** Asha links Ravi's number with his consent, recharges it, sees its plans and her spending, and Ravi ends the link. */
export async function lookAfterFamily({ asha, ravi }: People, { week }: Catalogue): Promise<void> {
  const linkedAccountId = await linkNumber(asha, ravi);
  await step(
    "Ravi sees who linked his number",
    () => ravi.client.linkedAccounts.listIncoming.query({}),
    ({ items }) => {
      const link = present(items[0], "the link");
      insist(link.status === "linked" && !JSON.stringify(items).includes(asha.phone), "a masked number", items);
      return `${link.name}, ${link.maskedPhoneNumber}`;
    },
  );
  const wish = { planId: week.id, paymentMethod: "upi" as const };
  await step(
    "A quote for the linked number",
    () => asha.client.recharge.quote.query({ ...wish, recipientPhoneNumber: ravi.phone }),
    ({ outcome, explanation }) => {
      insist(outcome.startsAt !== null, "its times told", outcome);
      return explanation;
    },
  );
  const { transaction } = await step(
    "Asha recharges it",
    () => asha.client.linkedAccounts.recharge.mutate({ ...wish, linkedAccountId, idempotencyKey: randomUUID() }),
    ({ transaction, subscription }) => {
      insist(subscription?.phoneNumber === ravi.phone, "a plan on Ravi's number", subscription);
      return `${transaction.reference}, ${subscription?.planName} is ${subscription?.status}`;
    },
  );
  await step(
    "Asha's family numbers",
    () => asha.client.linkedAccounts.list.query({}),
    ({ items }) => tellFamily(items, transaction.finalAmountMinor),
  );
  await step(
    "Ravi ends the link",
    () => ravi.client.linkedAccounts.remove.mutate({ linkedAccountId }),
    ({ status }) => status,
  );
  await step(
    "Asha may not recharge by it any more",
    () =>
      refusalOf(asha.client.linkedAccounts.recharge.mutate({ ...wish, linkedAccountId, idempotencyKey: randomUUID() })),
    (refusal) => {
      insist(refusal.reason === "linkedAccounts.notLinked", "linkedAccounts.notLinked", refusal);
      return refusal.message;
    },
  );
}

/** With LINK_CONSENT=off (the demo) the number is linked at once; else Ravi, who is signed in, accepts without a code. */
async function linkNumber(asha: Person, ravi: Person): Promise<string> {
  const wish = { phoneNumber: ravi.phone, label: "Ravi", relationship: "sibling" as const };
  const { linkedAccount } = await step(
    "Asha asks to link Ravi's number",
    () => asha.client.linkedAccounts.add.mutate(wish),
    (answer) => {
      const { status, number } = answer.linkedAccount;
      insist((status === "linked") === (number !== null), "nothing told before consent", answer);
      return status;
    },
  );
  const { id: linkedAccountId, status } = linkedAccount;
  if (status === "linked") return linkedAccountId;
  await step(
    "Ravi accepts",
    () => ravi.client.linkedAccounts.confirm.mutate({ linkedAccountId }),
    (answer) => answer.status,
  );
  return linkedAccountId;
}

function tellFamily(items: readonly LinkedAccount[], paidMinor: number): string {
  const link = present(items[0], "the linked number");
  const { activePlans, queue, spending } = present(link.number, "what it has");
  insist(spending.totalMinor === paidMinor, "what Asha paid", spending);
  const spent = formatMoney(spending.totalMinor, spending.currency);
  return `${link.label}: ${activePlans.length} plan running, ${queue.length} waiting, ${spent} spent`;
}
