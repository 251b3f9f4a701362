import { newId, type RecordedPaymentMethod } from "@nexa/contracts";
import { billPayments, payments, transactionEvents, transactions } from "@nexa/db";
import { actorId, type CoreContext } from "../../context.ts";
import { outstandingOf, planOfBill } from "./bill-payment-rows.ts";
import type { BillRow } from "./close-cycle.ts";

export type NewBillPayment = {
  /** Locked, with something outstanding and no payment under way. */
  bill: BillRow;
  transactionId: string;
  attemptId: string;
  method: RecordedPaymentMethod;
  provider: string;
};

/** Writes the intent to pay all that is outstanding of a bill: pending transaction, charge attempt, event, and the bill's one live payment. */
export async function openBillPayment(tx: CoreContext, payment: NewBillPayment): Promise<{ amountMinor: number }> {
  const { orm } = tx.db;
  const createdAt = tx.clock.now();
  const { bill, transactionId, attemptId, provider, method: paymentMethod } = payment;
  const { currency } = bill;
  const amountMinor = outstandingOf(bill);
  await orm.insert(transactions).values({
    ...{ id: transactionId, type: "postpaid_bill_payment", payerId: bill.customerId, lineId: bill.lineId },
    ...{ recipientPhone: bill.phone, planId: await planOfBill(tx, bill), paymentMethod, currency, createdAt },
    ...{ originalAmountMinor: amountMinor, finalAmountMinor: amountMinor },
  });
  await orm.insert(payments).values({
    ...{ id: attemptId, transactionId, kind: "charge", provider, amountMinor, currency },
    ...{ createdAt, updatedAt: createdAt },
  });
  await orm.insert(transactionEvents).values({
    ...{ id: newId(createdAt), transactionId, toStatus: "pending", cause: "intent", amountMinor, createdAt },
    ...{ actorKind: tx.actor.kind, actorId: actorId(tx.actor) },
  });
  await orm.insert(billPayments).values({ transactionId, billId: bill.id });
  return { amountMinor };
}
