import { z } from "zod";
import { BACKUP_FREQUENCIES } from "./backups.ts";
import { Id } from "./ids.ts";
import { PageInput, pageOf } from "./paging.ts";
import { boundedText, Timestamp } from "./text.ts";

/** The operator's settings with their bounds, as the design's reference lists them. Units are in the names. */
const BOUNDS = {
  referralCodeDays: z.int().min(1).max(365),
  referralCodeUses: z.int().min(1).max(100),
  refereeDiscountPercent: z.number().min(0).max(100),
  referrerDiscountPercent: z.number().min(0).max(100),
  referralDiscountDays: z.int().min(1).max(365),
  maxQueuedPlans: z.int().min(1).max(50),
  pendingPaymentMinutes: z.int().min(1).max(60),
  subscriptionWorkerMinutes: z.int().min(1).max(60),
  maxLinkedAccounts: z.int().min(1).max(50),
  lowBalanceBytes: z.int().min(0).max(1_099_511_627_776),
  billingCycleDays: z.int().min(7).max(31),
  billDueDays: z.int().min(1).max(60),
  suspendAfterDueDays: z.int().min(0).max(60),
  taxPercent: z.number().min(0).max(50).multipleOf(0.01),
  taxName: boundedText(1, 20),
  /** Minutes of the operator's day. Equal: no quiet hours. */
  quietFromMinute: z.int().min(0).max(1_439),
  quietUntilMinute: z.int().min(0).max(1_439),
  inactivityWarningDays: z.array(z.int().min(1).max(365)).min(1).max(5),
  codeLength: z.int().min(6).max(8),
  codeMinutes: z.int().min(1).max(15),
  codeTries: z.int().min(3).max(10),
  backupsKept: z.int().min(1).max(500),
  backupFrequency: z.enum(BACKUP_FREQUENCIES),
  /** Minute of the operator's day. */
  backupAtMinute: z.int().min(0).max(1_439),
  /** 1 is Monday. */
  backupWeekday: z.int().min(1).max(7),
  backupMonthDay: z.int().min(1).max(28),
} as const;

export const OperatorSettings = z.strictObject(BOUNDS);
export type OperatorSettings = z.infer<typeof OperatorSettings>;

/** The settings to change; the others stay. */
export const UpdateSettingsInput = OperatorSettings.partial();
export type UpdateSettingsInput = z.infer<typeof UpdateSettingsInput>;

export const SETTING_TYPES = ["integer", "number", "text", "choice", "integers"] as const;
export const SETTING_UNITS = ["days", "minutes", "minuteOfDay", "weekday", "dayOfMonth", "percent", "bytes"] as const;

/** What a setting takes and how it stands. */
export const SettingDetail = z.object({
  name: z.string(),
  type: z.enum(SETTING_TYPES),
  /** Null for counts and texts. */
  unit: z.enum(SETTING_UNITS).nullable(),
  /** Bounds of a number, of each number of a list, or of a text's length. */
  min: z.number().nullable(),
  max: z.number().nullable(),
  /** What a number must be a multiple of. */
  step: z.number().nullable(),
  /** How many a list may have. */
  maxItems: z.int().nullable(),
  /** What may be chosen. */
  options: z.array(z.string()).nullable(),
  default: z.unknown(),
  value: z.unknown(),
  /** Null where nobody has changed it. */
  changedAt: Timestamp.nullable(),
  changedBy: Id.nullable(),
});
export type SettingDetail = z.infer<typeof SettingDetail>;

/** The settings that your role may change: all for owners, those of referrals for managers. */
export const GetSettingsOutput = z.object({ settings: OperatorSettings.partial(), details: z.array(SettingDetail) });
export type GetSettingsOutput = z.infer<typeof GetSettingsOutput>;
export const UpdateSettingsOutput = OperatorSettings.partial();
export type UpdateSettingsOutput = z.infer<typeof UpdateSettingsOutput>;

const settingNames = Object.keys(BOUNDS) as [keyof OperatorSettings, ...(keyof OperatorSettings)[]];

export const ListSettingChangesInput = z.strictObject({
  ...PageInput,
  name: z.enum(settingNames).optional(),
  changedBy: Id.optional(),
});
export type ListSettingChangesInput = z.infer<typeof ListSettingChangesInput>;

export const SettingChange = z.object({
  id: Id,
  name: z.string(),
  before: z.unknown(),
  after: z.unknown(),
  changedAt: Timestamp,
  changedBy: Id.nullable(),
});
export type SettingChange = z.infer<typeof SettingChange>;
export const ListSettingChangesOutput = pageOf(SettingChange);
export type ListSettingChangesOutput = z.infer<typeof ListSettingChangesOutput>;

/** What the web apps need to know of the installation before anybody signs in. */
export const OperatorFacts = z.object({
  /** ISO 3166: national numbers are read as of this country. */
  country: z.string(),
  /** IANA name; "today" is a day of it. */
  timeZone: z.string(),
  /** ISO 4217: every amount is in it. */
  currency: z.string(),
  /** Demo data, and adapters that print what they would send. */
  isDemo: z.boolean(),
  /** Whether a new account starts from a code sent to its number. */
  isPhoneVerified: z.boolean(),
  /** Business time, which in a demo may lie ahead of the device's. */
  now: Timestamp,
});
export type OperatorFacts = z.infer<typeof OperatorFacts>;
