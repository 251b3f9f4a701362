import type { AdminTransaction, ExportFormat } from "@nexa/contracts";
import { type Cell, csvRecord } from "./csv-cells.ts";

/** Without it Excel reads UTF-8 as the machine's own code page, and names come out wrong. */
const BYTE_ORDER_MARK = "\uFEFF";

/** How an export is written: what comes before, between and after the rows. */
export type ExportWriter = {
  readonly contentType: string;
  readonly head: string;
  readonly row: (transaction: AdminTransaction) => string;
  readonly separator: string;
  readonly tail: string;
};

const CSV_COLUMNS: readonly (readonly [name: string, cell: (transaction: AdminTransaction) => Cell])[] = [
  ["id", (t) => t.id],
  ["reference", (t) => t.reference],
  ["type", (t) => t.type],
  ["status", (t) => t.status],
  ["createdAt", (t) => t.createdAt],
  ["settledAt", (t) => t.settledAt],
  ["payerId", (t) => t.payer?.id ?? null],
  ["payerName", (t) => t.payer?.fullName ?? null],
  ["payerPhoneNumber", (t) => t.payer?.phoneNumber ?? null],
  ["partnerId", (t) => t.partner?.id ?? null],
  ["partnerName", (t) => t.partner?.name ?? null],
  ["recipientPhoneNumber", (t) => t.recipientPhoneNumber],
  ["lineId", (t) => t.lineId],
  ["planId", (t) => t.planId],
  ["planName", (t) => t.planName],
  ["offerId", (t) => t.offerId],
  ["discountType", (t) => t.discountType],
  ["referralDiscountId", (t) => t.referralDiscountId],
  ["originalAmountMinor", (t) => t.originalAmountMinor],
  ["discountAmountMinor", (t) => t.discountAmountMinor],
  ["finalAmountMinor", (t) => t.finalAmountMinor],
  ["capturedAmountMinor", (t) => t.capturedAmountMinor],
  ["refundRequestedAmountMinor", (t) => t.refundRequestedAmountMinor],
  ["refundedAmountMinor", (t) => t.refundedAmountMinor],
  ["currency", (t) => t.currency],
  ["paymentMethod", (t) => t.paymentMethod],
  ["refundOfId", (t) => t.refundOfId],
  ["detail", (t) => t.detail],
];

export const EXPORT_WRITERS: Readonly<Record<ExportFormat, ExportWriter>> = {
  csv: {
    contentType: "text/csv; charset=utf-8",
    head: BYTE_ORDER_MARK + csvRecord(CSV_COLUMNS.map(([name]) => name)),
    row: (transaction) => csvRecord(CSV_COLUMNS.map(([, cell]) => cell(transaction))),
    separator: "",
    tail: "",
  },
  json: {
    contentType: "application/json",
    head: "[\n",
    row: (transaction) => JSON.stringify(transaction),
    separator: ",\n",
    tail: "\n]\n",
  },
};
