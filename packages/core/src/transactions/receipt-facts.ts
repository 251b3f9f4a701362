import { formatMoney, formatPhone, type RecordedPaymentMethod } from "@nexa/contracts";
import { referenceOf, type TransactionRow } from "./to-transaction.ts";

/** What a receipt says, in its order. */
export type ReceiptFacts = {
  title: string;
  reference: string;
  rows: { label: string; value: string }[];
  /** The last block: amounts, the total last. */
  amounts: { label: string; value: string }[];
  /** The money given back since, oldest first. */
  refunds: { label: string; value: string }[];
};

export type ReceiptSubject = {
  transaction: TransactionRow;
  payer: { fullName: string; phone: string | null } | null;
  /** Refunds that the gateway has carried out. */
  refunds: readonly TransactionRow[];
  timezone: string;
  /** The number of the bill that it pays, as printed. */
  billNumber?: string | null;
};

const METHOD_NAMES: Record<RecordedPaymentMethod, string> = {
  credit_card: "Credit card",
  debit_card: "Debit card",
  net_banking: "Net banking",
  upi: "UPI",
  offline: "Paid to our staff",
};

/** Puts a paid transaction into the words and figures of a receipt. Times are in the operator's time zone. */
export function receiptFacts(subject: ReceiptSubject): ReceiptFacts {
  const { transaction, payer, timezone } = subject;
  const isRefund = transaction.type === "refund_adjustment";
  const paidAt = instantText(transaction.settledAt ?? transaction.createdAt, timezone);
  return {
    title: isRefund ? "Refund receipt" : "Receipt",
    reference: referenceOf(transaction),
    rows: [
      { label: "Reference", value: referenceOf(transaction) },
      { label: isRefund ? "Refunded on" : "Paid on", value: paidAt },
      ...(payer ? [{ label: isRefund ? "Refunded to" : "Paid by", value: payerText(payer) }] : []),
      { label: isRefund ? "Refund to" : "Paid with", value: METHOD_NAMES[transaction.paymentMethod] },
      { label: "Number", value: formatPhone(transaction.recipientPhone) },
      ...(subject.billNumber ? [{ label: "Bill", value: subject.billNumber }] : []),
      ...planRows(transaction),
    ],
    amounts: amountRows(transaction, isRefund),
    refunds: subject.refunds.map((refund) => ({
      label: `Refund ${referenceOf(refund)}, ${instantText(refund.settledAt ?? refund.createdAt, timezone)}`,
      value: formatMoney(-refund.finalAmountMinor, refund.currency),
    })),
  };
}

function payerText(payer: { fullName: string; phone: string | null }): string {
  return payer.phone === null ? payer.fullName : `${payer.fullName}, ${formatPhone(payer.phone)}`;
}

function planRows({ terms }: TransactionRow): { label: string; value: string }[] {
  if (terms === null) return [];
  const days = terms.validityDays === 1 ? "1 day" : `${terms.validityDays} days`;
  return [
    { label: terms.isTopup ? "Top-up" : "Plan", value: terms.planName },
    { label: "Validity", value: days },
  ];
}

function amountRows(row: TransactionRow, isRefund: boolean): { label: string; value: string }[] {
  const total = { label: isRefund ? "Refunded" : "Paid", value: formatMoney(row.finalAmountMinor, row.currency) };
  if (isRefund) return [total];
  const price = { label: "Price", value: formatMoney(row.originalAmountMinor, row.currency) };
  if (row.discountAmountMinor === 0) return [price, total];
  const kind = row.discountType === "referral" ? "Referral discount" : "Offer";
  return [price, { label: kind, value: formatMoney(-row.discountAmountMinor, row.currency) }, total];
}

function instantText(at: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat("en-IN", { dateStyle: "long", timeStyle: "short", timeZone });
  return `${format.format(at)} (${timeZone})`.replaceAll(/\s/g, " ");
}
