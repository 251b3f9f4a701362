import { z } from "zod";
import { EmailAddress, OneTimeCode, TypedPassword } from "./credentials.ts";
import { ACCOUNT_STATUSES, LANGUAGES } from "./enums.ts";
import { Id } from "./ids.ts";
import { Line } from "./lines.ts";
import { PageInput, pageOf } from "./paging.ts";
import { PhoneNumber } from "./phone.ts";
import { boundedText, ReasonText, SearchText, Timestamp } from "./text.ts";

/** A customer's account as the customer sees it. */
export const Profile = z.object({
  id: Id,
  phoneNumber: z.string().nullable(),
  isPhoneVerified: z.boolean(),
  fullName: z.string(),
  email: z.string().nullable(),
  isEmailVerified: z.boolean(),
  /** Changes with every new picture; null without one. The picture itself is at `/customer/profile/picture`. */
  pictureId: Id.nullable(),
  language: z.enum(LANGUAGES),
  status: z.enum(ACCOUNT_STATUSES),
  /** End of the latest base plan on the customer's own numbers; in the future while one runs. */
  lastActivePlanAt: Timestamp.nullable(),
  /** Whole days since then (since sign-up where there never was a plan); 0 while a plan runs. */
  daysInactive: z.int().min(0),
  createdAt: Timestamp,
});
export type Profile = z.infer<typeof Profile>;

export const UpdateProfileInput = z.strictObject({
  fullName: boundedText(1, 100).optional(),
  language: z.enum(LANGUAGES).optional(),
});
export type UpdateProfileInput = z.infer<typeof UpdateProfileInput>;

export const RequestEmailCodeInput = z.strictObject({ email: EmailAddress });
export type RequestEmailCodeInput = z.infer<typeof RequestEmailCodeInput>;

export const ConfirmEmailInput = z.strictObject({ email: EmailAddress, code: OneTimeCode });
export type ConfirmEmailInput = z.infer<typeof ConfirmEmailInput>;

export const RequestNumberChangeInput = z.strictObject({ phoneNumber: PhoneNumber });
export type RequestNumberChangeInput = z.infer<typeof RequestNumberChangeInput>;

export const ConfirmNumberChangeInput = z.strictObject({
  /** The new number, which the code was sent to. */
  phoneNumber: PhoneNumber,
  code: OneTimeCode,
  /** Asked again, so that a sign-in left open is not enough to take the account. */
  password: TypedPassword,
});
export type ConfirmNumberChangeInput = z.infer<typeof ConfirmNumberChangeInput>;

export const CloseAccountInput = z.strictObject({ password: TypedPassword });
export type CloseAccountInput = z.infer<typeof CloseAccountInput>;

/** A picture is at most 512 pixels wide and high, as WebP. */
export const PictureOutput = z.object({ pictureId: Id, sizeBytes: z.int() });
export type PictureOutput = z.infer<typeof PictureOutput>;

/** What a picture may have at most when it is sent. */
export const MAX_PICTURE_BYTES = 5 * 1_048_576;

/** A customer in the staff's list. */
export const CustomerSummary = Profile.extend({ statusReason: z.string().nullable() });
export type CustomerSummary = z.infer<typeof CustomerSummary>;

/** A customer as staff see them. */
export const CustomerDetail = CustomerSummary.extend({
  lines: z.array(Line),
  /** Places where the customer is signed in. */
  sessionCount: z.int().min(0),
  closedAt: Timestamp.nullable(),
});
export type CustomerDetail = z.infer<typeof CustomerDetail>;

export const CUSTOMER_SORTS = ["newest", "oldest", "name"] as const;
export type CustomerSort = (typeof CUSTOMER_SORTS)[number];

export const ListCustomersInput = z.strictObject({
  ...PageInput,
  /**
   * Part of any of their numbers, as people write it; part of each word of the name (of words of one or two letters the beginning); the
   * reference of a transaction (`RC-…`), or the number of a bill (`B-…`).
   */
  search: SearchText.optional(),
  status: z.enum(ACCOUNT_STATUSES).optional(),
  isPhoneVerified: z.boolean().optional(),
  /** Whether a plan, prepaid or postpaid, runs on one of their numbers. */
  hasPlan: z.boolean().optional(),
  /** Whether they pay for a postpaid plan, running or suspended. */
  hasPostpaid: z.boolean().optional(),
  language: z.enum(LANGUAGES).optional(),
  /** Signed up at or after. */
  signedUpFrom: Timestamp.optional(),
  /** Signed up before. */
  signedUpUntil: Timestamp.optional(),
  /** Without a plan for as many days or more. */
  minDaysInactive: z.int().min(1).max(3_650).optional(),
  /** `newest` unless asked otherwise. By name without regard to capitals. */
  sort: z.enum(CUSTOMER_SORTS).optional(),
});
export type ListCustomersInput = z.infer<typeof ListCustomersInput>;
export const ListCustomersOutput = pageOf(CustomerSummary);
export type ListCustomersOutput = z.infer<typeof ListCustomersOutput>;

export const CustomerIdInput = z.strictObject({ customerId: Id });
export type CustomerIdInput = z.infer<typeof CustomerIdInput>;

export const ChangeCustomerStatusInput = z.strictObject({ customerId: Id, reason: ReasonText });
export type ChangeCustomerStatusInput = z.infer<typeof ChangeCustomerStatusInput>;

export const EndCustomerSessionsInput = ChangeCustomerStatusInput;
export type EndCustomerSessionsInput = z.infer<typeof EndCustomerSessionsInput>;
export const EndCustomerSessionsOutput = z.object({ endedCount: z.int().min(0) });
export type EndCustomerSessionsOutput = z.infer<typeof EndCustomerSessionsOutput>;

/** Staff's word stands for the proof of the number. The customer sets a password by the code that is sent to it. */
export const CreateCustomerInput = z.strictObject({
  phoneNumber: PhoneNumber,
  fullName: boundedText(1, 100),
  /** Unverified until the customer confirms it. */
  email: EmailAddress.optional(),
  language: z.enum(LANGUAGES).optional(),
});
export type CreateCustomerInput = z.infer<typeof CreateCustomerInput>;

export const UpdateCustomerInput = z.strictObject({
  customerId: Id,
  fullName: boundedText(1, 100).optional(),
  /** Another address is unverified until the customer confirms it; null removes it. */
  email: EmailAddress.nullable().optional(),
  language: z.enum(LANGUAGES).optional(),
});
export type UpdateCustomerInput = z.infer<typeof UpdateCustomerInput>;

export const ChangeCustomerNumberInput = z.strictObject({
  customerId: Id,
  phoneNumber: PhoneNumber,
  reason: ReasonText,
});
export type ChangeCustomerNumberInput = z.infer<typeof ChangeCustomerNumberInput>;

export const CloseCustomerInput = ChangeCustomerStatusInput;
export type CloseCustomerInput = z.infer<typeof CloseCustomerInput>;

export const SendCustomerResetInput = z.strictObject({ customerId: Id, reason: ReasonText.optional() });
export type SendCustomerResetInput = z.infer<typeof SendCustomerResetInput>;

export const GetCustomerStatsInput = z.strictObject({});
export type GetCustomerStatsInput = z.infer<typeof GetCustomerStatsInput>;

const Count = z.int().min(0);

/** Customers in numbers. They may be as old as `asOf` says, which is half a minute at most. */
export const GetCustomerStatsOutput = z.object({
  /** Every account, closed ones too. */
  total: Count,
  byStatus: z.object({ active: Count, inactive: Count, suspended: Count, closed: Count }),
  /** Signed up today, in the operator's time zone. */
  newToday: Count,
  /** Today and the six days before. */
  newLast7Days: Count,
  /** Today and the 29 days before. */
  newLast30Days: Count,
  phoneVerified: Count,
  /** With a plan, prepaid or postpaid, that runs on one of their numbers. */
  withPlan: Count,
  /** Who pay for a postpaid plan, running or suspended. */
  withPostpaid: Count,
  asOf: Timestamp,
});
export type GetCustomerStatsOutput = z.infer<typeof GetCustomerStatsOutput>;

export const TIMELINE_KINDS = [
  "sign_in",
  "security",
  "transaction",
  "subscription",
  "usage_alert",
  "link",
  "referral",
  "postpaid",
  "bill",
  "notice",
  "staff_action",
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** Something that happened to a customer. */
export const TimelineEntry = z.object({
  /** Its place: later entries have larger ones. */
  id: Id,
  kind: z.enum(TIMELINE_KINDS),
  /** What it was, by its kind: `prepaid_recharge`, `activated`, `account_suspended`, `customers.suspend`… */
  event: z.string(),
  at: Timestamp,
  /** What it is about: a transaction, a line, a bill… */
  subject: z.object({ kind: z.string(), id: z.string() }),
  /** What a title of it is made of: amounts in minor units of `currency`, instants as ISO-8601. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const GetCustomerTimelineInput = z.strictObject({
  ...PageInput,
  customerId: Id,
  /** Only these; all of them when left out. */
  kinds: z.array(z.enum(TIMELINE_KINDS)).min(1).max(TIMELINE_KINDS.length).optional(),
});
export type GetCustomerTimelineInput = z.infer<typeof GetCustomerTimelineInput>;
export const GetCustomerTimelineOutput = pageOf(TimelineEntry);
export type GetCustomerTimelineOutput = z.infer<typeof GetCustomerTimelineOutput>;
