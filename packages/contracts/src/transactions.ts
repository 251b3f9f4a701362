import { z } from "zod";
import {
  DISCOUNT_TYPES,
  RECORDED_PAYMENT_METHODS,
  SUBSCRIPTION_STATUSES,
  TRANSACTION_STATUSES,
  TRANSACTION_TYPES,
} from "./enums.ts";
import { IdempotencyKey } from "./idempotency.ts";
import { Id } from "./ids.ts";
import { AmountMinor, PriceMinor } from "./money.ts";
import { PageInput, pageOf } from "./paging.ts";
import { ReasonText, Timestamp } from "./text.ts";

/** A transaction as its payer sees it. Amounts in minor units of `currency`. */
export const Transaction = z.object({
  id: Id,
  /** What people use to name it, e.g. `RC-1JQ8Z6T2K-7F3A9PQ`. */
  reference: z.string(),
  type: z.enum(TRANSACTION_TYPES),
  status: z.enum(TRANSACTION_STATUSES),
  planId: Id.nullable(),
  planName: z.string().nullable(),
  offerId: Id.nullable(),
  recipientPhoneNumber: z.string(),
  originalAmountMinor: AmountMinor,
  discountAmountMinor: AmountMinor,
  discountType: z.enum(DISCOUNT_TYPES).nullable(),
  finalAmountMinor: AmountMinor,
  refundedAmountMinor: AmountMinor,
  currency: z.string(),
  paymentMethod: z.enum(RECORDED_PAYMENT_METHODS),
  createdAt: Timestamp,
});
export type Transaction = z.infer<typeof Transaction>;

/** A plan on a line as customers see it. Status and position are true at the moment of the answer. */
export const Subscription = z.object({
  id: Id,
  phoneNumber: z.string(),
  planId: Id,
  planName: z.string(),
  isTopup: z.boolean(),
  status: z.enum(SUBSCRIPTION_STATUSES),
  startsAt: Timestamp,
  endsAt: Timestamp,
  /** 1 for the plan that starts next; null when not waiting. */
  queuePosition: z.int().nullable(),
  /** Null where the plan carries no data, and on a number of someone else who did not consent to show its use. */
  dataBalanceBytes: z.int().nullable(),
});
export type Subscription = z.infer<typeof Subscription>;

export const GetTransactionInput = z.strictObject({ transactionId: Id });
export type GetTransactionInput = z.infer<typeof GetTransactionInput>;

export const ListTransactionsInput = z.strictObject({
  ...PageInput,
  type: z.enum(TRANSACTION_TYPES).optional(),
  status: z.enum(TRANSACTION_STATUSES).optional(),
  /** Made at or after. */
  from: Timestamp.optional(),
  /** Made before. */
  until: Timestamp.optional(),
});
export type ListTransactionsInput = z.infer<typeof ListTransactionsInput>;
export const ListTransactionsOutput = pageOf(Transaction);
export type ListTransactionsOutput = z.infer<typeof ListTransactionsOutput>;

/** One status move of a transaction. */
export const TransactionEvent = z.object({
  fromStatus: z.string().nullable(),
  toStatus: z.string(),
  cause: z.string(),
  actorKind: z.string(),
  amountMinor: AmountMinor,
  createdAt: Timestamp,
});

/** A transaction with its history, for the customer. */
export const TransactionDetail = Transaction.extend({
  /** Why it failed, was reversed or refunded, in words. */
  detail: z.string().nullable(),
  settledAt: Timestamp.nullable(),
  events: z.array(TransactionEvent),
});
export type TransactionDetail = z.infer<typeof TransactionDetail>;

export const RefundTransactionInput = z.strictObject({
  transactionId: Id,
  /** Left out: everything that was captured and not given back yet. */
  amountMinor: PriceMinor.optional(),
  reason: ReasonText,
  idempotencyKey: IdempotencyKey,
});
export type RefundTransactionInput = z.infer<typeof RefundTransactionInput>;

/** The refund (a transaction of its own) and the transaction it gives money back for. */
export const RefundOutput = z.object({ refund: Transaction, transaction: Transaction });
export type RefundOutput = z.infer<typeof RefundOutput>;
