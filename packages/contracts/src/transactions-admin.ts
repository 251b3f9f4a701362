import { z } from "zod";
import {
  ACCOUNT_STATUSES,
  ATTEMPT_STATUSES,
  DISCOUNT_TYPES,
  RECORDED_PAYMENT_METHODS,
  TRANSACTION_STATUSES,
  TRANSACTION_TYPES,
} from "./enums.ts";
import { Id } from "./ids.ts";
import { AmountMinor } from "./money.ts";
import { PageInput, pageOf } from "./paging.ts";
import { PhoneNumber } from "./phone.ts";
import { SearchText, Timestamp } from "./text.ts";
import { Transaction, TransactionEvent } from "./transactions.ts";

/** Who paid. Name and number are null once the account is closed and its personal data erased. */
export const TransactionPayer = z.object({
  id: Id,
  fullName: z.string(),
  phoneNumber: z.string().nullable(),
  status: z.enum(ACCOUNT_STATUSES),
});
export type TransactionPayer = z.infer<typeof TransactionPayer>;

/** The third party that sold it and paid; such a transaction has no payer. */
export const TransactionPartner = z.object({ id: Id, name: z.string() });
export type TransactionPartner = z.infer<typeof TransactionPartner>;

/** A transaction as staff see it. Amounts in minor units of `currency`. */
export const AdminTransaction = Transaction.extend({
  payer: TransactionPayer.nullable(),
  partner: TransactionPartner.nullable(),
  lineId: Id.nullable(),
  /** Of a refund: the transaction it gives money back for. */
  refundOfId: Id.nullable(),
  referralDiscountId: Id.nullable(),
  capturedAmountMinor: AmountMinor,
  /** Asked for, whether or not the gateway has carried it out yet. */
  refundRequestedAmountMinor: AmountMinor,
  /** Why it failed, was reversed or refunded, in words. */
  detail: z.string().nullable(),
  settledAt: Timestamp.nullable(),
});
export type AdminTransaction = z.infer<typeof AdminTransaction>;

/** What staff filter by; the same for a page and for an export of all of it. */
const TRANSACTION_FILTERS = {
  status: z.enum(TRANSACTION_STATUSES).optional(),
  type: z.enum(TRANSACTION_TYPES).optional(),
  payerId: Id.optional(),
  /** Sold by this partner. */
  partnerId: Id.optional(),
  /** The number that was recharged. */
  recipientPhoneNumber: PhoneNumber.optional(),
  lineId: Id.optional(),
  planId: Id.optional(),
  offerId: Id.optional(),
  /** Refunds of this transaction. */
  refundOfId: Id.optional(),
  paymentMethod: z.enum(RECORDED_PAYMENT_METHODS).optional(),
  discountType: z.enum(DISCOUNT_TYPES).optional(),
  /** Bounds of the final amount, both inclusive. */
  minAmountMinor: AmountMinor.optional(),
  maxAmountMinor: AmountMinor.optional(),
  /** Made at or after. */
  from: Timestamp.optional(),
  /** Made before. */
  until: Timestamp.optional(),
  /** A reference, a phone number of recipient or payer (or its last digits), or words of the payer's name. */
  search: SearchText.optional(),
  sort: z.enum(["newest", "oldest"]).optional(),
};
export const TransactionFilters = z.strictObject(TRANSACTION_FILTERS);
export type TransactionFilters = z.infer<typeof TransactionFilters>;

export const AdminListTransactionsInput = z.strictObject({ ...PageInput, ...TRANSACTION_FILTERS });
export type AdminListTransactionsInput = z.infer<typeof AdminListTransactionsInput>;
export const AdminListTransactionsOutput = pageOf(AdminTransaction);
export type AdminListTransactionsOutput = z.infer<typeof AdminListTransactionsOutput>;

/** One try with the payment gateway: taking the money, or giving it back. */
export const PaymentAttempt = z.object({
  id: Id,
  kind: z.enum(["charge", "refund"]),
  status: z.enum(ATTEMPT_STATUSES),
  provider: z.string(),
  providerReference: z.string().nullable(),
  amountMinor: AmountMinor,
  currency: z.string(),
  detail: z.string().nullable(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type PaymentAttempt = z.infer<typeof PaymentAttempt>;

export const AdminTransactionEvent = TransactionEvent.extend({ actorId: z.string().nullable() });
export type AdminTransactionEvent = z.infer<typeof AdminTransactionEvent>;

/** A transaction with everything that belongs to it: its history, its attempts and its refunds' attempts, and the refunds. */
export const AdminTransactionDetail = AdminTransaction.extend({
  events: z.array(AdminTransactionEvent),
  attempts: z.array(PaymentAttempt),
  refunds: z.array(Transaction),
});
export type AdminTransactionDetail = z.infer<typeof AdminTransactionDetail>;

/** `csv`: RFC 4180 with a header, UTF-8 with a byte order mark, cells that no spreadsheet takes for a formula. `json`: one array. */
export const ExportFormat = z.enum(["csv", "json"]);
export type ExportFormat = z.infer<typeof ExportFormat>;

export const ExportTransactionsInput = z.strictObject({ format: ExportFormat, ...TRANSACTION_FILTERS });
export type ExportTransactionsInput = z.infer<typeof ExportTransactionsInput>;

/** What an export task leaves in its `result`. `fileKey` is gone once the file was deleted. */
export const TransactionExportResult = z.object({
  fileKey: z.string().optional(),
  sizeBytes: z.int().min(0),
  rows: z.int().min(0),
  format: ExportFormat,
});
export type TransactionExportResult = z.infer<typeof TransactionExportResult>;

export const DownloadTransactionExportInput = z.strictObject({ taskId: Id });
export type DownloadTransactionExportInput = z.infer<typeof DownloadTransactionExportInput>;
