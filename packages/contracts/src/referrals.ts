import { z } from "zod";
import { REFERRAL_CODE_STATUSES, REFERRAL_DISCOUNT_STATUSES } from "./enums.ts";
import { Id } from "./ids.ts";
import { PageInput, pageOf } from "./paging.ts";
import { Timestamp } from "./text.ts";

export const REFERRAL_CODE_LENGTH = 8;
/** Letters and digits that are not taken for one another when read out or written down. */
export const REFERRAL_CODE_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

/** A referral code as people type it: any case, with spaces or dashes. */
export const ReferralCodeText = z
  .string()
  .trim()
  .min(1)
  .max(24)
  .regex(/^[A-Za-z0-9 -]+$/, "must be letters and digits");

/** The form in which codes are kept. */
export function normalReferralCode(text: string): string {
  return text.replaceAll(/[\s-]/g, "").toUpperCase();
}

/** Where a code stands: `pending` may still be used, or its user has not recharged yet; `completed` brought a customer; `expired`. */
const ReferralCodeStatus = z.enum(REFERRAL_CODE_STATUSES);

export const GenerateReferralCodeInput = z.strictObject({});
export type GenerateReferralCodeInput = z.output<typeof GenerateReferralCodeInput>;
export const GenerateReferralCodeOutput = z.object({
  code: z.string(),
  expiresAt: Timestamp,
  maxUses: z.int(),
  uses: z.int(),
  status: ReferralCodeStatus,
});
export type GenerateReferralCodeOutput = z.output<typeof GenerateReferralCodeOutput>;

/** What a code's owner earned by one person: a percentage off one recharge. */
const Reward = z.object({ percent: z.number(), status: z.enum(REFERRAL_DISCOUNT_STATUSES), expiresAt: Timestamp });

/** Someone who registered with one's code; the name is masked. */
export const MyReferral = z.object({
  maskedName: z.string(),
  usedAt: Timestamp,
  /** When they made their first recharge; null before. */
  completedAt: Timestamp.nullable(),
  reward: Reward.nullable(),
});
export type MyReferral = z.output<typeof MyReferral>;

export const MyReferralCode = z.object({
  ...GenerateReferralCodeOutput.shape,
  createdAt: Timestamp,
  referrals: z.array(MyReferral),
});
export type MyReferralCode = z.output<typeof MyReferralCode>;

export const ListMyReferralsInput = z.strictObject(PageInput);
export type ListMyReferralsInput = z.output<typeof ListMyReferralsInput>;
/** Newest code first. */
export const ListMyReferralsOutput = pageOf(MyReferralCode);
export type ListMyReferralsOutput = z.output<typeof ListMyReferralsOutput>;

/** A percentage off one recharge, for having joined with a code (`referee`) or for someone who did (`referrer`). */
export const ReferralDiscount = z.object({
  id: Id,
  role: z.enum(["referee", "referrer"]),
  percent: z.number(),
  status: z.enum(REFERRAL_DISCOUNT_STATUSES),
  /** The recharge that holds or used it. */
  transactionId: Id.nullable(),
  createdAt: Timestamp,
  expiresAt: Timestamp,
});
export type ReferralDiscount = z.output<typeof ReferralDiscount>;

export const ListReferralDiscountsInput = z.strictObject({
  ...PageInput,
  status: z.enum(REFERRAL_DISCOUNT_STATUSES).optional(),
});
export type ListReferralDiscountsInput = z.output<typeof ListReferralDiscountsInput>;
/** Newest first. */
export const ListReferralDiscountsOutput = pageOf(ReferralDiscount);
export type ListReferralDiscountsOutput = z.output<typeof ListReferralDiscountsOutput>;

const Person = z.object({ customerId: Id, fullName: z.string(), phoneNumber: z.string().nullable() });

/** Someone who joined, as staff see it. */
export const AdminReferral = z.object({
  id: Id,
  referee: Person,
  usedAt: Timestamp,
  completedAt: Timestamp.nullable(),
  completingTransactionId: Id.nullable(),
  reward: Reward.nullable(),
});
export type AdminReferral = z.output<typeof AdminReferral>;

/** A code with its owner and result, as staff see it. */
export const AdminReferralCode = z.object({
  id: Id,
  ...GenerateReferralCodeOutput.shape,
  owner: Person,
  createdAt: Timestamp,
  /** When its owner made the next code; null for the present one. */
  retiredAt: Timestamp.nullable(),
  referrals: z.array(AdminReferral),
});
export type AdminReferralCode = z.output<typeof AdminReferralCode>;

export const AdminListReferralsInput = z.strictObject({
  ...PageInput,
  status: ReferralCodeStatus.optional(),
  code: ReferralCodeText.optional(),
  ownerId: Id.optional(),
  /** Made at or after. */
  from: Timestamp.optional(),
  /** Made before. */
  until: Timestamp.optional(),
});
export type AdminListReferralsInput = z.output<typeof AdminListReferralsInput>;
export const AdminListReferralsOutput = pageOf(AdminReferralCode);
export type AdminListReferralsOutput = z.output<typeof AdminListReferralsOutput>;

/** `referralId`: the id of a code, for its whole log, or of one person who joined with it. */
export const ListReferralUsageLogsInput = z.strictObject({ ...PageInput, referralId: Id });
export type ListReferralUsageLogsInput = z.output<typeof ListReferralUsageLogsInput>;
export const ReferralUsageLog = z.object({
  id: Id,
  kind: z.enum(["generated", "used", "completed", "rewarded", "discount_used", "discount_returned", "revoked"]),
  code: z.string(),
  referralId: Id.nullable(),
  customerId: Id.nullable(),
  transactionId: Id.nullable(),
  createdAt: Timestamp,
});
export type ReferralUsageLog = z.output<typeof ReferralUsageLog>;
/** Oldest first. */
export const ListReferralUsageLogsOutput = pageOf(ReferralUsageLog);
export type ListReferralUsageLogsOutput = z.output<typeof ListReferralUsageLogsOutput>;

export const GetReferralStatsInput = z.strictObject({});
export type GetReferralStatsInput = z.output<typeof GetReferralStatsInput>;
export const GetReferralStatsOutput = z.object({
  codes: z.object({ total: z.int(), pending: z.int(), completed: z.int(), expired: z.int() }),
  /** People who registered with a code. */
  joined: z.int(),
  /** Those who have made their first recharge. */
  completed: z.int(),
  /** completed of joined, in percent; null while nobody joined. */
  completionPercent: z.number().nullable(),
  rewards: z.object({ granted: z.int(), revoked: z.int() }),
  discounts: z.object({ unused: z.int(), held: z.int(), used: z.int(), expired: z.int(), revoked: z.int() }),
  /** What referral discounts took off recharges that succeeded, in minor units. */
  discountedMinor: z.int().min(0),
});
export type GetReferralStatsOutput = z.output<typeof GetReferralStatsOutput>;

export const GetCustomerReferralsInput = z.strictObject({ ...PageInput, customerId: Id });
export type GetCustomerReferralsInput = z.output<typeof GetCustomerReferralsInput>;
export const GetCustomerReferralsOutput = z.object({
  ...pageOf(AdminReferralCode).shape,
  /** The code the customer joined with; null without one. */
  joinedWith: z
    .object({ code: z.string(), referrer: Person, usedAt: Timestamp, completedAt: Timestamp.nullable() })
    .nullable(),
  /** The newest discounts the customer has had, at most 100. */
  discounts: z.array(ReferralDiscount),
});
export type GetCustomerReferralsOutput = z.output<typeof GetCustomerReferralsOutput>;
