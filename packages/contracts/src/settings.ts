import { z } from "zod";

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
  inactivityWarningDays: z.array(z.int().min(1).max(365)).min(1).max(5),
  codeLength: z.int().min(6).max(8),
  codeMinutes: z.int().min(1).max(15),
  codeTries: z.int().min(3).max(10),
} as const;

export const OperatorSettings = z.strictObject(BOUNDS);
export type OperatorSettings = z.infer<typeof OperatorSettings>;

/** The settings to change; the others stay. */
export const UpdateSettingsInput = OperatorSettings.partial();
export type UpdateSettingsInput = z.infer<typeof UpdateSettingsInput>;
