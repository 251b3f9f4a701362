import { z } from "zod";
import { LINE_MODES, LINK_RELATIONSHIPS, LINK_STATUSES } from "./enums.ts";
import { OneTimeCode } from "./identity.ts";
import { Id } from "./ids.ts";
import { PageInput, pageOf } from "./paging.ts";
import { PhoneNumber } from "./phone.ts";
import { CreateRechargeInput, CreateRechargeOutput } from "./recharge.ts";
import { ActiveSubscription } from "./subscriptions.ts";
import { boundedText, ReasonText, Timestamp } from "./text.ts";
import { Subscription } from "./transactions.ts";
import { VolumeBytes } from "./volume.ts";

/** How the one who links calls the number; nobody else sees it. */
const Label = boundedText(1, 50);
const Relationship = z.enum(LINK_RELATIONSHIPS);

/** What someone who links a number sees of it once its holder has agreed. */
export const LinkedNumber = z.object({
  mode: z.enum(LINE_MODES),
  /** The postpaid plan that runs on the number itself; its bills are its owner's alone. */
  postpaidPlanName: z.string().nullable(),
  activePlans: z.array(ActiveSubscription),
  /** The waiting plans, next to start first. */
  queue: z.array(Subscription),
  /** Counted by the operator's days, and never from before the day the number was linked. */
  dataUse: z.object({ todayBytes: VolumeBytes, last30DaysBytes: VolumeBytes }),
  /** What the one who links paid for the number, net of refunds, in minor units. */
  spending: z.object({ thisMonthMinor: z.int().min(0), totalMinor: z.int().min(0), currency: z.string() }),
});
export type LinkedNumber = z.infer<typeof LinkedNumber>;

/** A family number as the one who links it sees it. */
export const LinkedAccount = z.object({
  id: Id,
  phoneNumber: z.string(),
  label: z.string(),
  relationship: Relationship,
  status: z.enum(LINK_STATUSES),
  requestedAt: Timestamp,
  /** When the request ends by itself; null unless it waits. */
  expiresAt: Timestamp.nullable(),
  linkedAt: Timestamp.nullable(),
  endedAt: Timestamp.nullable(),
  /** Null unless linked: before its holder agrees nothing about a number is told. */
  number: LinkedNumber.nullable(),
});
export type LinkedAccount = z.infer<typeof LinkedAccount>;

export const AddLinkedAccountInput = z.strictObject({
  phoneNumber: PhoneNumber,
  label: Label,
  relationship: Relationship,
});
export type AddLinkedAccountInput = z.infer<typeof AddLinkedAccountInput>;

/** The same for every number, whether or not anyone has an account with it. */
export const AddLinkedAccountOutput = z.object({
  linkedAccount: LinkedAccount,
  /** Seconds until the code sent to the number ends; null where no consent is asked for. */
  codeExpiresIn: z.int().nullable(),
});
export type AddLinkedAccountOutput = z.infer<typeof AddLinkedAccountOutput>;

export const ListLinkedAccountsInput = z.strictObject({
  ...PageInput,
  /** Left out: those that are linked and those that wait for an answer. */
  status: z.enum(LINK_STATUSES).optional(),
});
export type ListLinkedAccountsInput = z.infer<typeof ListLinkedAccountsInput>;
/** Newest first. */
export const ListLinkedAccountsOutput = pageOf(LinkedAccount);
export type ListLinkedAccountsOutput = z.infer<typeof ListLinkedAccountsOutput>;

export const LinkedAccountIdInput = z.strictObject({ linkedAccountId: Id });
export type LinkedAccountIdInput = z.infer<typeof LinkedAccountIdInput>;

export const ConfirmLinkedAccountInput = z.strictObject({
  linkedAccountId: Id,
  /** The code sent to the number. Its owner, signed in, needs none. */
  code: OneTimeCode.optional(),
});
export type ConfirmLinkedAccountInput = z.infer<typeof ConfirmLinkedAccountInput>;

/** What became of a link. */
export const LinkOutcome = z.object({ id: Id, status: z.enum(LINK_STATUSES) });
export type LinkOutcome = z.infer<typeof LinkOutcome>;

export const ListIncomingLinksInput = z.strictObject(PageInput);
export type ListIncomingLinksInput = z.infer<typeof ListIncomingLinksInput>;

/** Who has linked one of the customer's own numbers, or asks to. */
export const IncomingLink = z.object({
  id: Id,
  /** The customer's own number. */
  phoneNumber: z.string(),
  status: z.enum(["requested", "linked"]),
  relationship: Relationship,
  name: z.string(),
  maskedPhoneNumber: z.string().nullable(),
  requestedAt: Timestamp,
  expiresAt: Timestamp.nullable(),
  linkedAt: Timestamp.nullable(),
});
export type IncomingLink = z.infer<typeof IncomingLink>;
/** Newest first. */
export const ListIncomingLinksOutput = pageOf(IncomingLink);
export type ListIncomingLinksOutput = z.infer<typeof ListIncomingLinksOutput>;

/** A recharge whose recipient is the linked number. */
export const RechargeLinkedAccountInput = CreateRechargeInput.omit({ recipientPhoneNumber: true }).extend({
  linkedAccountId: Id,
});
export type RechargeLinkedAccountInput = z.infer<typeof RechargeLinkedAccountInput>;
export const RechargeLinkedAccountOutput = CreateRechargeOutput;
export type RechargeLinkedAccountOutput = z.infer<typeof RechargeLinkedAccountOutput>;

/** A link as staff see it. */
export const AdminLinkedAccount = z.object({
  id: Id,
  customerId: Id,
  customerName: z.string(),
  customerPhoneNumber: z.string().nullable(),
  lineId: Id,
  phoneNumber: z.string(),
  /** Who owns the linked number; null for nobody. */
  ownerId: Id.nullable(),
  label: z.string(),
  relationship: Relationship,
  status: z.enum(LINK_STATUSES),
  requestedAt: Timestamp,
  expiresAt: Timestamp.nullable(),
  resends: z.int(),
  linkedAt: Timestamp.nullable(),
  endedAt: Timestamp.nullable(),
  endedBy: z.enum(["customer", "owner", "staff", "system"]).nullable(),
});
export type AdminLinkedAccount = z.infer<typeof AdminLinkedAccount>;

export const AdminListLinkedAccountsInput = z.strictObject({
  ...PageInput,
  customerId: Id.optional(),
  /** The linked number. */
  phoneNumber: PhoneNumber.optional(),
  status: z.enum(LINK_STATUSES).optional(),
  relationship: Relationship.optional(),
});
export type AdminListLinkedAccountsInput = z.infer<typeof AdminListLinkedAccountsInput>;
/** Newest first. */
export const AdminListLinkedAccountsOutput = pageOf(AdminLinkedAccount);
export type AdminListLinkedAccountsOutput = z.infer<typeof AdminListLinkedAccountsOutput>;

export const AdminListLinksOfCustomerInput = z.strictObject({ ...PageInput, customerId: Id });
export type AdminListLinksOfCustomerInput = z.infer<typeof AdminListLinksOfCustomerInput>;
/** Newest first; `outgoing` the customer made, `incoming` are to the customer's own numbers. */
export const AdminListLinksOfCustomerOutput = pageOf(
  AdminLinkedAccount.extend({ direction: z.enum(["outgoing", "incoming"]) }),
);
export type AdminListLinksOfCustomerOutput = z.infer<typeof AdminListLinksOfCustomerOutput>;

export const AdminRemoveLinkedAccountInput = z.strictObject({ linkedAccountId: Id, reason: ReasonText.optional() });
export type AdminRemoveLinkedAccountInput = z.infer<typeof AdminRemoveLinkedAccountInput>;
