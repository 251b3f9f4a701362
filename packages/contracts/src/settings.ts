import { z } from "zod";
import { BACKUP_FREQUENCIES } from "./backups.ts";
import { boundedText } from "./text.ts";

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
