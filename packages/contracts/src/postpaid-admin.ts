import { z } from "zod";
import { AdminBill, BilledCustomer } from "./bills.ts";
import { ACTIVATION_STATUSES, LINE_MODES } from "./enums.ts";
import { Id } from "./ids.ts";
import { AmountMinor } from "./money.ts";
import { PageInput, PageLimit, pageOf } from "./paging.ts";
import { PhoneNumber } from "./phone.ts";
import { BillingCycle, SecondaryNumber } from "./postpaid.ts";
import { ReasonText, Timestamp } from "./text.ts";
import { Transaction } from "./transactions.ts";

/** Postpaid as staff see it, and what they do with it. Bills have a file of their own. */

export const AdminActivation = z.object({
  id: Id,
  customer: BilledCustomer,
  lineId: Id,
  phoneNumber: z.string(),
  planId: Id,
  planName: z.string(),
  priceMinor: AmountMinor,
  currency: z.string(),
  status: z.enum(ACTIVATION_STATUSES),
  suspendedFor: z.enum(["overdue", "staff"]).nullable(),
  statusReason: z.string().nullable(),
  activatedAt: Timestamp,
  cancelledAt: Timestamp.nullable(),
  cycle: BillingCycle.nullable(),
  /** Numbers that joined, and how many may. */
  secondaryCount: z.int().min(0),
  maxSecondaryNumbers: z.int().min(0),
  /** Outstanding on issued and overdue bills, in minor units. */
  outstandingMinor: z.int().min(0),
});
export type AdminActivation = z.infer<typeof AdminActivation>;

export const AdminListActivationsInput = z.strictObject({
  ...PageInput,
  status: z.enum(ACTIVATION_STATUSES).optional(),
  suspendedFor: z.enum(["overdue", "staff"]).optional(),
  customerId: Id.optional(),
  planId: Id.optional(),
  /** The number it is on. */
  phoneNumber: PhoneNumber.optional(),
});
export type AdminListActivationsInput = z.infer<typeof AdminListActivationsInput>;
/** Newest first. */
export const AdminListActivationsOutput = pageOf(AdminActivation);
export type AdminListActivationsOutput = z.infer<typeof AdminListActivationsOutput>;

export const ActivationIdInput = z.strictObject({ activationId: Id });
export type ActivationIdInput = z.infer<typeof ActivationIdInput>;

export const ChangeActivationInput = z.strictObject({ activationId: Id, reason: ReasonText });
export type ChangeActivationInput = z.infer<typeof ChangeActivationInput>;

/** `bill`: of the cycle that was cut short. */
export const AdminCancelPostpaidOutput = z.object({ activation: AdminActivation, bill: AdminBill });
export type AdminCancelPostpaidOutput = z.infer<typeof AdminCancelPostpaidOutput>;

/** Why a number cannot share the plan, or should not any more. */
export const SECONDARY_PROBLEMS = [
  "lineReleased",
  "lineNotShared",
  "linePrepaid",
  "linePostpaid",
  "lineSharesAnother",
  "ownerChanged",
  "requestExpired",
  "activationCancelled",
  "aboveLimit",
] as const;
export type SecondaryProblem = (typeof SECONDARY_PROBLEMS)[number];

export const CheckedSecondary = z.object({
  ...SecondaryNumber.shape,
  lineMode: z.enum(LINE_MODES),
  isValid: z.boolean(),
  /** Each with its reason in words; empty for a valid one. */
  problems: z.array(z.object({ problem: z.enum(SECONDARY_PROBLEMS), sentence: z.string() })),
});
export type CheckedSecondary = z.infer<typeof CheckedSecondary>;
export const ValidateSecondariesOutput = z.object({
  activationId: Id,
  maxSecondaryNumbers: z.int().min(0),
  isValid: z.boolean(),
  /** The numbers that are asked or joined. */
  items: z.array(CheckedSecondary),
});
export type ValidateSecondariesOutput = z.infer<typeof ValidateSecondariesOutput>;

export const GetPostpaidHistoryInput = z.strictObject({
  customerId: Id,
  /** How many of events, bills and payments each, newest first. */
  limit: PageLimit,
});
export type GetPostpaidHistoryInput = z.infer<typeof GetPostpaidHistoryInput>;

export const PostpaidEvent = z.object({
  id: Id,
  activationId: Id,
  kind: z.string(),
  actorKind: z.string(),
  actorId: z.string().nullable(),
  detail: z.string().nullable(),
  createdAt: Timestamp,
});
export type PostpaidEvent = z.infer<typeof PostpaidEvent>;
export const GetPostpaidHistoryOutput = z.object({
  activations: z.array(AdminActivation),
  events: z.array(PostpaidEvent),
  bills: z.array(AdminBill),
  /** Payments of the customer's bills, tried ones included. */
  payments: z.array(z.object({ ...Transaction.shape, billId: Id })),
});
export type GetPostpaidHistoryOutput = z.infer<typeof GetPostpaidHistoryOutput>;
