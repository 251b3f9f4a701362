import { REFERENCE_PREFIXES, referenceFor, type Transaction, type TransactionType } from "@nexa/contracts";
import type { transactions } from "@nexa/db";

export type TransactionRow = typeof transactions.$inferSelect;

const PREFIX_OF_TYPE: Record<TransactionType, string> = {
  prepaid_recharge: REFERENCE_PREFIXES.recharge,
  topup_purchase: REFERENCE_PREFIXES.topup,
  postpaid_bill_payment: REFERENCE_PREFIXES.bill,
  refund_adjustment: REFERENCE_PREFIXES.refund,
};

/** The prefix that references of a type of transaction carry: `RC`, `TP`, `BP` or `RF`. */
export function referencePrefixOf(type: TransactionType): string {
  return PREFIX_OF_TYPE[type];
}

/** What people call a transaction, e.g. `RC-1JQ8Z6T2K-7F3A9PQ`. */
export function referenceOf(row: Pick<TransactionRow, "id" | "type">): string {
  return referenceFor(row.id, PREFIX_OF_TYPE[row.type]);
}

/** The contract's form of a transaction. Amounts in minor units of its currency. */
export function toTransaction(row: TransactionRow): Transaction {
  return {
    id: row.id,
    reference: referenceOf(row),
    type: row.type,
    status: row.status,
    planId: row.planId,
    planName: row.terms?.planName ?? null,
    offerId: row.offerId,
    recipientPhoneNumber: row.recipientPhone,
    originalAmountMinor: row.originalAmountMinor,
    discountAmountMinor: row.discountAmountMinor,
    discountType: row.discountType,
    finalAmountMinor: row.finalAmountMinor,
    refundedAmountMinor: row.refundedMinor,
    currency: row.currency,
    paymentMethod: row.paymentMethod,
    createdAt: row.createdAt.toISOString(),
  };
}
