import { billNumber } from "@nexa/contracts";
import { customers } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { CoreContext } from "../../context.ts";
import { enqueueNotices } from "../../notifications/index.ts";
import type { ChargeVerdict } from "../../payments/index.ts";
import { referenceOf, type TransactionRow } from "../../transactions/index.ts";
import { findBillOfPayment } from "./bill-payment-rows.ts";

/** Tells the payer how the payment of a bill goes, once for each stage. Late captures tell of their refund only. */
export async function tellPayment(tx: CoreContext, payment: TransactionRow, verdict: ChargeVerdict): Promise<void> {
  if (verdict === "return_late" || verdict === "close" || verdict === "none" || payment.payerId === null) return;
  const [payer] = await tx.db.orm.select().from(customers).where(eq(customers.id, payment.payerId));
  const bill = await findBillOfPayment(tx, payment.id);
  if (!payer?.phone || !bill) return;
  const address = { customerId: payer.id, phone: payer.phone, lineId: bill.lineId };
  const params = {
    ...{ planName: bill.planName, phone: bill.phone, billNumber: billNumber(bill.number) },
    ...{ amountMinor: payment.finalAmountMinor, currency: payment.currency, reference: referenceOf(payment) },
  };
  const causeKey = `payment:${payment.id}`;
  if (verdict === "deliver") return enqueueNotices(tx, [{ type: "payment_success", ...address, params, causeKey }]);
  if (verdict === "wait") {
    return enqueueNotices(tx, [
      { type: "payment_pending", ...address, params, causeKey: `payment_pending:${payment.id}` },
    ]);
  }
  await enqueueNotices(tx, [
    { type: "payment_failure", ...address, params: { ...params, reason: payment.detail }, causeKey },
  ]);
}
