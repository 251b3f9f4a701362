import type { AdminTransaction } from "@nexa/contracts";

/** What can still be given back, in minor units; 0 where the payment is none that can be refunded. */
export function refundableMinor(transaction: AdminTransaction): number {
  const { status, type, capturedAmountMinor, refundRequestedAmountMinor } = transaction;
  const isPaid = status === "succeeded" || status === "partially_refunded";
  return isPaid && type !== "refund_adjustment" ? capturedAmountMinor - refundRequestedAmountMinor : 0;
}
