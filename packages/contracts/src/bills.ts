import { z } from "zod";
import { BILL_LINE_KINDS, BILL_STATUSES, CREDIT_NOTE_KINDS, PAYMENT_METHODS } from "./enums.ts";
import { IdempotencyKey } from "./idempotency.ts";
import { Id } from "./ids.ts";
import { AmountMinor, PriceMinor } from "./money.ts";
import { PageInput, pageOf } from "./paging.ts";
import { PhoneNumber } from "./phone.ts";
import { boundedText, ReasonText, Timestamp } from "./text.ts";
import { Transaction } from "./transactions.ts";

const NUMBER_DIGITS = 8;
/** Sums of a bill may exceed what a single price may be. */
const SumMinor = z.int().min(0);

/** A bill's number as it is printed: `B-00000042`. */
export function billNumber(number: number): string {
  return `B-${String(number).padStart(NUMBER_DIGITS, "0")}`;
}

/** A credit note's number as it is printed: `CN-00000007`. */
export function creditNoteNumber(number: number): string {
  return `CN-${String(number).padStart(NUMBER_DIGITS, "0")}`;
}

export const BillLine = z.object({
  kind: z.enum(BILL_LINE_KINDS),
  description: z.string(),
  /** Bytes of overage, or how many of the rest. */
  quantity: z.int(),
  /** With tax; below zero for a credit. The lines sum to the total. */
  amountMinor: z.int(),
});
export type BillLine = z.infer<typeof BillLine>;

const Tax = {
  totalMinor: SumMinor,
  /** How much of the total is tax. */
  taxMinor: SumMinor,
  taxPercent: z.number(),
  taxName: z.string(),
  currency: z.string(),
};

/** What a closed cycle costs, and what of it is still to be paid. Amounts in minor units, with tax. */
export const Bill = z.object({
  id: Id,
  number: z.string(),
  activationId: Id,
  phoneNumber: z.string(),
  planName: z.string(),
  periodStartsAt: Timestamp,
  periodEndsAt: Timestamp,
  status: z.enum(BILL_STATUSES),
  lines: z.array(BillLine),
  ...Tax,
  creditedMinor: SumMinor,
  paidMinor: SumMinor,
  outstandingMinor: SumMinor,
  /** A payment of it is being confirmed; it cannot be paid again until that ends. */
  isPaymentPending: z.boolean(),
  issuedAt: Timestamp,
  dueAt: Timestamp,
  settledAt: Timestamp.nullable(),
});
export type Bill = z.infer<typeof Bill>;

export const GetBillInput = z.strictObject({ activationId: Id.optional() });
export type GetBillInput = z.infer<typeof GetBillInput>;

/** What the running cycle has cost so far. It can still grow until `cycleEndsAt`. */
export const BillEstimate = z.object({
  cycleId: Id,
  cycleStartsAt: Timestamp,
  cycleEndsAt: Timestamp,
  lines: z.array(BillLine),
  ...Tax,
});
export type BillEstimate = z.infer<typeof BillEstimate>;

export const GetBillOutput = z.object({
  activationId: Id,
  phoneNumber: z.string(),
  planName: z.string(),
  /** Null once the plan is cancelled. */
  estimate: BillEstimate.nullable(),
  /** Bills with something outstanding, the oldest first. */
  openBills: z.array(Bill),
});
export type GetBillOutput = z.infer<typeof GetBillOutput>;

export const ListBillsInput = z.strictObject({
  ...PageInput,
  activationId: Id.optional(),
  status: z.enum(BILL_STATUSES).optional(),
});
export type ListBillsInput = z.infer<typeof ListBillsInput>;
export const ListBillsOutput = pageOf(Bill);
export type ListBillsOutput = z.infer<typeof ListBillsOutput>;

export const BillPdfInput = z.strictObject({ billId: Id });
export type BillPdfInput = z.infer<typeof BillPdfInput>;

export const PayBillInput = z.strictObject({
  /** The bill to pay in full. Its cycle's id is understood too. */
  billId: Id,
  paymentMethod: z.enum(PAYMENT_METHODS),
  /** The gateway's token for the means of payment; card data never comes here. */
  paymentToken: z
    .string()
    .min(1)
    .max(255)
    .regex(/^[\x21-\x7e]+$/, "must be visible characters without spaces")
    .optional(),
  idempotencyKey: IdempotencyKey,
});
export type PayBillInput = z.infer<typeof PayBillInput>;
export const PayBillOutput = z.object({ transaction: Transaction, bill: Bill });
export type PayBillOutput = z.infer<typeof PayBillOutput>;

export const BilledCustomer = z.object({ id: Id, fullName: z.string(), phoneNumber: z.string().nullable() });
export const AdminBill = Bill.extend({ customer: BilledCustomer });
export type AdminBill = z.infer<typeof AdminBill>;

export const AdminListBillsInput = z.strictObject({
  ...PageInput,
  status: z.enum(BILL_STATUSES).optional(),
  customerId: Id.optional(),
  activationId: Id.optional(),
  /** The line that is billed. */
  phoneNumber: PhoneNumber.optional(),
  /** As printed, e.g. `B-00000042`. */
  number: z
    .string()
    .trim()
    .regex(/^(?:B-)?[0-9]{1,15}$/i, "must be a bill's number")
    .optional(),
  /** Issued at or after. */
  from: Timestamp.optional(),
  /** Issued before. */
  until: Timestamp.optional(),
  sort: z.enum(["newest", "oldest"]).optional(),
});
export type AdminListBillsInput = z.infer<typeof AdminListBillsInput>;
export const AdminListBillsOutput = pageOf(AdminBill);
export type AdminListBillsOutput = z.infer<typeof AdminListBillsOutput>;

export const CreditNote = z.object({
  id: Id,
  number: z.string(),
  kind: z.enum(CREDIT_NOTE_KINDS),
  reason: z.string(),
  amountMinor: AmountMinor,
  /** The part that goes to the next bill, because this one was paid. */
  carriedMinor: AmountMinor,
  createdAt: Timestamp,
});
export type CreditNote = z.infer<typeof CreditNote>;

export const CreditBillInput = z.strictObject({
  billId: Id,
  /** A `credit` of what was paid already goes to the next bill; a `waiver` gives up what is outstanding. */
  kind: z.enum(["credit", "waiver"]),
  /** Left out: everything that is outstanding. */
  amountMinor: PriceMinor.optional(),
  reason: ReasonText,
  idempotencyKey: IdempotencyKey,
});
export type CreditBillInput = z.infer<typeof CreditBillInput>;
export const CreditBillOutput = z.object({ creditNote: CreditNote, bill: AdminBill });
export type CreditBillOutput = z.infer<typeof CreditBillOutput>;

export const PayBillOfflineInput = z.strictObject({
  billId: Id,
  /** Receipt, cheque or transfer number: each counts once. */
  reference: boundedText(3, 100),
  reason: ReasonText,
  idempotencyKey: IdempotencyKey,
});
export type PayBillOfflineInput = z.infer<typeof PayBillOfflineInput>;
export const PayBillOfflineOutput = z.object({ transaction: Transaction, bill: AdminBill });
export type PayBillOfflineOutput = z.infer<typeof PayBillOfflineOutput>;

export const ListDuePaymentsInput = z.strictObject({
  ...PageInput,
  /** Only bills whose due date has passed. */
  isOverdue: z.boolean().optional(),
  /** Due before. */
  dueBefore: Timestamp.optional(),
  customerId: Id.optional(),
});
export type ListDuePaymentsInput = z.infer<typeof ListDuePaymentsInput>;
/** The one that is due first comes first. `daysOverdue` counts whole days, 0 until the due date has passed by one. */
export const ListDuePaymentsOutput = pageOf(AdminBill.extend({ daysOverdue: z.int().min(0) }));
export type ListDuePaymentsOutput = z.infer<typeof ListDuePaymentsOutput>;
