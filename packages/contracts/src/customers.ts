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

export const ListCustomersInput = z.strictObject({
  ...PageInput,
  status: z.enum(ACCOUNT_STATUSES).optional(),
  /** A phone number or part of one, or part of a name. */
  search: SearchText.optional(),
  sort: z.enum(["newest", "oldest"]).optional(),
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
