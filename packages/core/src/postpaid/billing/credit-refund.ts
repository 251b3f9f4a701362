import { creditNoteNumber, newId } from "@nexa/contracts";
import { billPayments, bills, creditNotes } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { CoreContext } from "../../context.ts";
import type { TransactionRow } from "../../transactions/index.ts";
import { recordPostpaidEvent } from "../record-postpaid-event.ts";
import { findBillOfPayment, lockBill } from "./bill-payment-rows.ts";
import { carriedOf } from "./credit-bill.ts";
import { reserveNumbers } from "./reserve-numbers.ts";

/**
 * Turns money of a bill payment that the gateway has given back into a credit note with a number of its own. All of it makes the bill
 * `credited`; the bill is never outstanding again. The caller holds both transactions.
 */
export async function creditRefund(
  tx: CoreContext,
  refunded: { payment: TransactionRow; refund: TransactionRow; isFull: boolean },
): Promise<void> {
  const { payment, refund, isFull } = refunded;
  const known = await findBillOfPayment(tx, payment.id);
  if (!known) throw new Error(`transaction ${payment.id} pays no bill`);
  const bill = await lockBill(tx, known.id);
  const now = tx.clock.now();
  const noteId = newId(now);
  if (isFull) {
    await tx.db.orm.update(bills).set({ status: "credited" }).where(eq(bills.id, bill.id));
    await tx.db.orm.update(billPayments).set({ isLive: false }).where(eq(billPayments.transactionId, payment.id));
  }
  const number = await reserveNumbers(tx, "credit_note", 1);
  await tx.db.orm.insert(creditNotes).values({
    ...{ id: noteId, number, billId: bill.id, activationId: bill.activationId, kind: "refund" },
    ...{ reason: refund.detail ?? "Refunded", amountMinor: refund.finalAmountMinor, transactionId: refund.id },
    ...{ createdBy: tx.actor.kind === "admin" ? tx.actor.adminId : null, createdAt: now },
  });
  await recordPostpaidEvent(tx, {
    ...{ activationId: bill.activationId, kind: "bill_credited", causeKey: `credit_note:${noteId}` },
    detail: creditNoteNumber(number),
  });
}

/** What may be asked back of a bill payment that staff refund: less what later bills take. Holds the bill until commit. */
export async function refundableOfBill(tx: CoreContext, payment: TransactionRow): Promise<number> {
  const known = await findBillOfPayment(tx, payment.id);
  if (!known) throw new Error(`transaction ${payment.id} pays no bill`);
  await lockBill(tx, known.id);
  return payment.capturedMinor - payment.refundRequestedMinor - (await carriedOf(tx, known));
}
