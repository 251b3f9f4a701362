import { z } from "zod";
import { Bill, BillEstimate } from "./bills.ts";
import { PublicPlan } from "./catalog.ts";
import { ACTIVATION_STATUSES, ADDON_STATUSES, CYCLE_STATUSES, SECONDARY_STATUSES } from "./enums.ts";
import { IdempotencyKey } from "./idempotency.ts";
import { OneTimeCode } from "./identity.ts";
import { Id } from "./ids.ts";
import { AmountMinor } from "./money.ts";
import { PageInput, pageOf } from "./paging.ts";
import { PhoneNumber } from "./phone.ts";
import { boundedText, Timestamp } from "./text.ts";

/** Postpaid as customers see it: plans, activations, shared data, family numbers and add-ons. Bills have a file of their own. */

/** Which of the customer's activations: needed where there are several, else the single one is meant. */
const ActivationChoice = { activationId: Id.optional() };

const Volume = z.int().min(0);

/** What there is of one kind, what is used and what is left. Null: not limited. */
export const SharedBalance = z.object({
  allowance: Volume.nullable(),
  used: Volume,
  remaining: Volume.nullable(),
});
export type SharedBalance = z.infer<typeof SharedBalance>;

/** Data in bytes, calls in seconds, messages by number. */
export const SharedBalances = z.object({ data: SharedBalance, voice: SharedBalance, sms: SharedBalance });
export type SharedBalances = z.infer<typeof SharedBalances>;

export const BillingCycle = z.object({
  id: Id,
  number: z.int().min(1),
  status: z.enum(CYCLE_STATUSES),
  startsAt: Timestamp,
  endsAt: Timestamp,
  /** Days of 24 hours until it ends, begun ones counted. */
  daysLeft: z.int().min(0),
});
export type BillingCycle = z.infer<typeof BillingCycle>;

/** A number that shares an activation's data, or was asked to. */
export const SecondaryNumber = z.object({
  id: Id,
  activationId: Id,
  phoneNumber: z.string(),
  label: z.string().nullable(),
  status: z.enum(SECONDARY_STATUSES),
  requestedAt: Timestamp,
  /** When an unanswered request runs out. */
  expiresAt: Timestamp,
  joinedAt: Timestamp.nullable(),
  endedAt: Timestamp.nullable(),
});
export type SecondaryNumber = z.infer<typeof SecondaryNumber>;

/** A postpaid plan on a line, with the terms it was activated on. */
export const PostpaidActivation = z.object({
  id: Id,
  lineId: Id,
  phoneNumber: z.string(),
  planId: Id,
  planName: z.string(),
  priceMinor: AmountMinor,
  currency: z.string(),
  overagePricePerGbMinor: AmountMinor.nullable(),
  maxSecondaryNumbers: z.int().min(0),
  benefits: z.array(z.string()),
  status: z.enum(ACTIVATION_STATUSES),
  /** Paying the overdue bill ends `overdue`; only the operator ends `staff`. */
  suspendedFor: z.enum(["overdue", "staff"]).nullable(),
  statusReason: z.string().nullable(),
  activatedAt: Timestamp,
  cancelledAt: Timestamp.nullable(),
  /** Null once cancelled. */
  cycle: BillingCycle.nullable(),
  /** The plan's shared allowance in the cycle; null without a cycle. Add-ons come on top of it. */
  balance: SharedBalances.nullable(),
  /** Data beyond plan and add-ons in the cycle, in bytes. */
  overageBytes: Volume,
  secondaryNumbers: z.array(SecondaryNumber),
  /** What the cycle has cost so far; null without one. */
  estimate: BillEstimate.nullable(),
});
export type PostpaidActivation = z.infer<typeof PostpaidActivation>;

export const ListPostpaidPlansInput = z.strictObject({ ...PageInput, sort: z.enum(["price", "-price"]).optional() });
export type ListPostpaidPlansInput = z.infer<typeof ListPostpaidPlansInput>;
export const ListPostpaidPlansOutput = pageOf(PublicPlan);
export type ListPostpaidPlansOutput = z.infer<typeof ListPostpaidPlansOutput>;

export const ActivatePostpaidInput = z.strictObject({
  planId: Id,
  /** The line by id or number; else it is the registered number. */
  lineId: Id.optional(),
  phoneNumber: PhoneNumber.optional(),
});
export type ActivatePostpaidInput = z.infer<typeof ActivatePostpaidInput>;

export const GetActivationInput = z.strictObject(ActivationChoice);
export type GetActivationInput = z.infer<typeof GetActivationInput>;
/** Every activation that is not cancelled, or the one named, whatever its status. */
export const GetActivationOutput = z.object({ items: z.array(PostpaidActivation) });
export type GetActivationOutput = z.infer<typeof GetActivationOutput>;

/** What a number used in the cycle, while it belonged to the plan. Data in bytes, calls in seconds, messages by number. */
export const MemberUse = z.object({ data: Volume, voice: Volume, sms: Volume });
export type MemberUse = z.infer<typeof MemberUse>;

export const GetSharedUsageInput = z.strictObject({
  ...ActivationChoice,
  /** One of the customer's numbers that shares another number's plan. */
  secondaryId: Id.optional(),
});
export type GetSharedUsageInput = z.infer<typeof GetSharedUsageInput>;
export const GetSharedUsageOutput = z.object({
  /** `secondary`: the customer's number shares somebody else's plan, so only its own use and the pool are shown. */
  role: z.enum(["owner", "secondary"]),
  activationId: Id,
  phoneNumber: z.string(),
  planName: z.string(),
  cycle: BillingCycle.nullable(),
  /** What all numbers share: the plan's allowance with the add-ons of the cycle. */
  pool: SharedBalances.nullable(),
  /** The owner's alone: null for a secondary number. */
  overageBytes: Volume.nullable(),
  own: MemberUse,
  /** The other numbers' use; empty for a secondary number. */
  members: z.array(
    z.object({ secondaryId: Id, phoneNumber: z.string(), label: z.string().nullable(), use: MemberUse }),
  ),
});
export type GetSharedUsageOutput = z.infer<typeof GetSharedUsageOutput>;

export const ListSecondaryNumbersInput = z.strictObject(ActivationChoice);
export type ListSecondaryNumbersInput = z.infer<typeof ListSecondaryNumbersInput>;

/** Somebody else's plan that one of the customer's numbers shares or is asked to share. */
export const SharedWithMe = z.object({
  ...SecondaryNumber.shape,
  /** Whose plan it is. */
  ownerName: z.string(),
  planName: z.string(),
});
export type SharedWithMe = z.infer<typeof SharedWithMe>;
export const ListSecondaryNumbersOutput = z.object({
  /** The numbers on the customer's own plan: requested and active. */
  items: z.array(SecondaryNumber),
  maxSecondaryNumbers: z.int().min(0),
  /** The customer's numbers on other people's plans: requested and active. */
  sharedWithMe: z.array(SharedWithMe),
});
export type ListSecondaryNumbersOutput = z.infer<typeof ListSecondaryNumbersOutput>;

export const AddSecondaryNumberInput = z.strictObject({
  ...ActivationChoice,
  phoneNumber: PhoneNumber,
  label: boundedText(1, 50).optional(),
});
export type AddSecondaryNumberInput = z.infer<typeof AddSecondaryNumberInput>;
export const AddSecondaryNumberOutput = z.object({
  secondary: SecondaryNumber,
  /** Seconds for which the code that was sent to the number is good; null where no consent is needed. */
  codeExpiresIn: z.int().nullable(),
});
export type AddSecondaryNumberOutput = z.infer<typeof AddSecondaryNumberOutput>;

export const ConfirmSecondaryNumberInput = z.strictObject({
  secondaryId: Id,
  /** As it was sent to the number; who holds the number and is signed in needs none. */
  code: OneTimeCode.optional(),
});
export type ConfirmSecondaryNumberInput = z.infer<typeof ConfirmSecondaryNumberInput>;

export const SecondaryIdInput = z.strictObject({ secondaryId: Id });
export type SecondaryIdInput = z.infer<typeof SecondaryIdInput>;

/** Data bought for one cycle, charged on its bill. */
export const PostpaidAddon = z.object({
  id: Id,
  activationId: Id,
  planId: Id,
  planName: z.string(),
  priceMinor: AmountMinor,
  currency: z.string(),
  status: z.enum(ADDON_STATUSES),
  balance: SharedBalances,
  cycleNumber: z.int().min(1),
  /** With its cycle. */
  endsAt: Timestamp,
  createdAt: Timestamp,
});
export type PostpaidAddon = z.infer<typeof PostpaidAddon>;

export const PurchaseAddonInput = z.strictObject({
  ...ActivationChoice,
  planId: Id,
  idempotencyKey: IdempotencyKey,
});
export type PurchaseAddonInput = z.infer<typeof PurchaseAddonInput>;

export const ListAddonsInput = z.strictObject({ ...PageInput, ...ActivationChoice });
export type ListAddonsInput = z.infer<typeof ListAddonsInput>;
/** Newest first. */
export const ListAddonsOutput = pageOf(PostpaidAddon);
export type ListAddonsOutput = z.infer<typeof ListAddonsOutput>;

export const CancelPostpaidInput = z.strictObject(ActivationChoice);
export type CancelPostpaidInput = z.infer<typeof CancelPostpaidInput>;

/** `bill`: of the cycle that was cut short. */
export const CancelPostpaidOutput = z.object({ activation: PostpaidActivation, bill: Bill });
export type CancelPostpaidOutput = z.infer<typeof CancelPostpaidOutput>;
