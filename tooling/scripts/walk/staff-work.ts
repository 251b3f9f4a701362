import { randomUUID } from "node:crypto";
import type { AdminClient } from "@nexa/client";
import { formatMoney, type RefundOutput } from "@nexa/contracts";
import { type Catalogue, tellOffer } from "./catalogue.ts";
import type { Person } from "./people.ts";
import type { Bought } from "./recharging.ts";
import { insist, refusalOf, step, until } from "./step.ts";

const EDIT_TIMEOUT_MS = 5_000;
const A_PART_MINOR = 1_000;

/** Staff change an offer, and the customer's next quote has the new price. */
export async function editOffer(staff: AdminClient, { client, phone }: Person, catalogue: Catalogue): Promise<void> {
  const { offer, month } = catalogue;
  const edited = await step(
    "Staff make the offer better",
    () => staff.catalog.updateOffer.mutate({ offerId: offer.id, name: "Half off", discountPercent: 50 }),
    tellOffer,
  );
  const wish = { planId: month.id, recipientPhoneNumber: phone, paymentMethod: "upi" } as const;
  await step(
    "Ravi's next quote",
    () =>
      until(
        () => client.recharge.quote.query(wish),
        (quote) => quote.finalAmountMinor === edited.discountedPriceMinor,
        EDIT_TIMEOUT_MS,
        "the new price",
      ),
    (quote) => quote.explanation,
  );
}

/** Staff give back a part of one payment and the whole of another, and are refused more than was paid. */
export async function refundTwo(staff: AdminClient, { client }: Person, { month, topup }: Bought): Promise<void> {
  const transactionId = month.transaction.id;
  const refund = (id: string, amountMinor?: number) =>
    staff.transactions.refund.mutate({
      ...{ transactionId: id, amountMinor, idempotencyKey: randomUUID() },
      reason: "A walk through the main job",
    });
  await step(
    "Staff give a part back",
    () => refund(transactionId, A_PART_MINOR),
    (answer) => tellRefund(answer, "partially_refunded"),
  );
  await step(
    "Staff may not give more than was paid",
    () => refusalOf(refund(transactionId, month.transaction.finalAmountMinor)),
    (refusal) => {
      insist(refusal.reason === "refund.aboveCaptured", "refund.aboveCaptured", refusal);
      return refusal.message;
    },
  );
  await step(
    "Staff refund the top-up",
    () => refund(topup.transaction.id),
    (answer) => tellRefund(answer, "refunded"),
  );
  await step(
    "Ravi's plans now",
    () => client.subscriptions.listActive.query({}),
    ({ items }) => {
      insist(items.length === 1 && items[0]?.topups.length === 0, "one plan and no top-up", items);
      return items.map((each) => `${each.planName} until ${each.endsAt}`).join(", ");
    },
  );
  await step(
    "Staff see the refund's history",
    () => staff.transactions.get.query({ transactionId: topup.transaction.id }),
    ({ events }) => events.map((each) => `${each.toStatus} (${each.cause})`).join(", "),
  );
}

function tellRefund({ refund, transaction }: RefundOutput, status: string): string {
  insist(refund.status === "succeeded" && transaction.status === status, status, { refund, transaction });
  return `${formatMoney(refund.finalAmountMinor, refund.currency)}, ${transaction.reference} is ${transaction.status}`;
}
