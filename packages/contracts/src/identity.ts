import { z } from "zod";
import { EmailAddress, NewPassword, OneTimeCode, TypedPassword } from "./credentials.ts";
import { Profile } from "./customers.ts";
import { ADMIN_ROLES, ADMIN_STATUSES, LANGUAGES } from "./enums.ts";
import { Id } from "./ids.ts";
import { PageInput, pageOf } from "./paging.ts";
import { PhoneNumber } from "./phone.ts";
import { boundedText, Timestamp } from "./text.ts";

export * from "./credentials.ts";

export const FullName = boundedText(1, 100);

/** What API clients get at sign-in: a JWT for 30 minutes and a refresh token for 7 days that is replaced at every use. */
export const TokenPair = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  tokenType: z.literal("bearer"),
  /** Seconds until the access token ends. */
  expiresIn: z.int(),
});
export type TokenPair = z.infer<typeof TokenPair>;

export const RegisterInput = z.strictObject({
  phoneNumber: PhoneNumber,
  password: NewPassword,
  fullName: FullName,
  referralCode: boundedText(1, 32).optional(),
  /** In which the customer is written to; `en` when left out. */
  language: z.enum(LANGUAGES).optional(),
  /** Needed where the operator verifies phones: request it first. */
  code: OneTimeCode.optional(),
});
export type RegisterInput = z.infer<typeof RegisterInput>;
export const RegisterOutput = TokenPair.extend({ customer: Profile });
export type RegisterOutput = z.infer<typeof RegisterOutput>;

export const RequestRegistrationCodeInput = z.strictObject({ phoneNumber: PhoneNumber });
export type RequestRegistrationCodeInput = z.infer<typeof RequestRegistrationCodeInput>;

/** The same for every number, known or not. */
export const CodeRequestedOutput = z.object({
  /** Seconds until the code ends. */
  expiresIn: z.int(),
});
export type CodeRequestedOutput = z.infer<typeof CodeRequestedOutput>;

/** The same for every number, known or not. */
export const RequestPasswordResetInput = z.strictObject({ phoneNumber: PhoneNumber });
export type RequestPasswordResetInput = z.infer<typeof RequestPasswordResetInput>;

export const ResetPasswordInput = z.strictObject({
  phoneNumber: PhoneNumber,
  /** The latest one sent to the number for this purpose. */
  code: OneTimeCode,
  newPassword: NewPassword,
});
export type ResetPasswordInput = z.infer<typeof ResetPasswordInput>;

export const LoginInput = z.strictObject({ phoneNumber: PhoneNumber, password: TypedPassword });
export type LoginInput = z.infer<typeof LoginInput>;

export const AdminLoginInput = z.strictObject({ email: EmailAddress, password: TypedPassword });
export type AdminLoginInput = z.infer<typeof AdminLoginInput>;

export const RefreshInput = z.strictObject({ refreshToken: z.string().min(1).max(200) });
export type RefreshInput = z.infer<typeof RefreshInput>;

export const EmptyInput = z.strictObject({});
export type EmptyInput = z.infer<typeof EmptyInput>;

export const DoneOutput = z.object({ done: z.literal(true) });
export type DoneOutput = z.infer<typeof DoneOutput>;

/** A place where the user is signed in. */
export const Session = z.object({
  id: Id,
  channel: z.enum(["cookie", "token"]),
  /** The session this request came with. */
  isCurrent: z.boolean(),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  createdAt: Timestamp,
  lastUsedAt: Timestamp,
  expiresAt: Timestamp,
});
export type Session = z.infer<typeof Session>;

export const ListSessionsInput = z.strictObject(PageInput);
export type ListSessionsInput = z.infer<typeof ListSessionsInput>;
export const ListSessionsOutput = pageOf(Session);
export type ListSessionsOutput = z.infer<typeof ListSessionsOutput>;

export const EndSessionInput = z.strictObject({ sessionId: Id });
export type EndSessionInput = z.infer<typeof EndSessionInput>;

export const ChangePasswordInput = z.strictObject({ currentPassword: TypedPassword, newPassword: NewPassword });
export type ChangePasswordInput = z.infer<typeof ChangePasswordInput>;

export const ConfirmPhoneInput = z.strictObject({ code: OneTimeCode });
export type ConfirmPhoneInput = z.infer<typeof ConfirmPhoneInput>;

/** A member of staff. */
export const Admin = z.object({
  id: Id,
  email: z.string(),
  fullName: z.string(),
  role: z.enum(ADMIN_ROLES),
  status: z.enum(ADMIN_STATUSES),
  /** Set by an owner who chose the password: to be changed at the next sign-in. */
  mustChangePassword: z.boolean(),
  createdAt: Timestamp,
});
export type Admin = z.infer<typeof Admin>;

export const ListAdminsInput = z.strictObject({
  ...PageInput,
  role: z.enum(ADMIN_ROLES).optional(),
  status: z.enum(ADMIN_STATUSES).optional(),
});
export type ListAdminsInput = z.infer<typeof ListAdminsInput>;
export const ListAdminsOutput = pageOf(Admin);
export type ListAdminsOutput = z.infer<typeof ListAdminsOutput>;

export const CreateAdminInput = z.strictObject({
  email: EmailAddress,
  fullName: FullName,
  role: z.enum(ADMIN_ROLES),
  /** The first password; its owner is asked to change it. */
  password: NewPassword,
});
export type CreateAdminInput = z.infer<typeof CreateAdminInput>;

export const UpdateAdminInput = z.strictObject({
  adminId: Id,
  fullName: FullName.optional(),
  role: z.enum(ADMIN_ROLES).optional(),
});
export type UpdateAdminInput = z.infer<typeof UpdateAdminInput>;

export const AdminIdInput = z.strictObject({ adminId: Id });
export type AdminIdInput = z.infer<typeof AdminIdInput>;

export const RequestAdminResetInput = z.strictObject({ email: EmailAddress });
export type RequestAdminResetInput = z.infer<typeof RequestAdminResetInput>;

/** The same for every address, known or not. */
export const AdminResetRequestedOutput = z.object({
  /** Seconds until the link ends. */
  expiresIn: z.int(),
});
export type AdminResetRequestedOutput = z.infer<typeof AdminResetRequestedOutput>;

export const ResetAdminPasswordInput = z.strictObject({
  /** What stands in the link after `token=`. */
  token: z.string().regex(/^[A-Za-z0-9_-]{43}$/, "must be the token of the link"),
  newPassword: NewPassword,
});
export type ResetAdminPasswordInput = z.infer<typeof ResetAdminPasswordInput>;

/** Shown once: only its hash is kept. */
export const AdminResetLink = z.object({ link: z.string(), expiresAt: Timestamp });
export type AdminResetLink = z.infer<typeof AdminResetLink>;
