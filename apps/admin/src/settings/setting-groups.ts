import type { OperatorSettings } from "@nexa/contracts/settings";

export type SettingName = keyof OperatorSettings;

/** Settings that are read together. Every setting is in one of them. */
export const SETTING_GROUPS = {
  referrals: [
    "referralCodeDays",
    "referralCodeUses",
    "refereeDiscountPercent",
    "referrerDiscountPercent",
    "referralDiscountDays",
  ],
  recharges: ["maxQueuedPlans", "pendingPaymentMinutes", "subscriptionWorkerMinutes", "maxLinkedAccounts"],
  billing: ["billingCycleDays", "billDueDays", "suspendAfterDueDays", "taxPercent", "taxName"],
  notices: ["lowBalanceBytes", "inactivityWarningDays", "quietFromMinute", "quietUntilMinute"],
  codes: ["codeLength", "codeMinutes", "codeTries"],
  backups: ["backupFrequency", "backupAtMinute", "backupWeekday", "backupMonthDay", "backupsKept"],
} as const satisfies Record<string, readonly SettingName[]>;

export type SettingGroup = keyof typeof SETTING_GROUPS;
export const GROUP_NAMES = Object.keys(SETTING_GROUPS) as SettingGroup[];

export function isSettingName(name: string): name is SettingName {
  return GROUP_NAMES.some((group) => SETTING_GROUPS[group].some((each) => each === name));
}
