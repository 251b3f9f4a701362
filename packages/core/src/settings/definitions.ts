import { OperatorSettings } from "@nexa/contracts";

export type Settings = Readonly<OperatorSettings>;
export type SettingName = keyof OperatorSettings;

/** What holds until staff change it, as the design's reference lists it. Bounds are in the contract. */
export const DEFAULT_SETTINGS: Settings = {
  referralCodeDays: 30,
  referralCodeUses: 1,
  refereeDiscountPercent: 10,
  referrerDiscountPercent: 30,
  referralDiscountDays: 30,
  maxQueuedPlans: 12,
  pendingPaymentMinutes: 5,
  subscriptionWorkerMinutes: 1,
  maxLinkedAccounts: 10,
  lowBalanceBytes: 200 * 1_048_576,
  billingCycleDays: 30,
  billDueDays: 15,
  suspendAfterDueDays: 7,
  taxPercent: 18,
  taxName: "GST",
  quietFromMinute: 22 * 60,
  quietUntilMinute: 7 * 60,
  inactivityWarningDays: [30, 60],
  codeLength: 6,
  codeMinutes: 10,
  codeTries: 5,
  backupsKept: 50,
  backupFrequency: "daily",
  backupAtMinute: 2 * 60,
  backupWeekday: 1,
  backupMonthDay: 1,
};

/** The settings as they stand, from the rows that differ from the default. Unknown rows and values out of bounds are left out. */
export function settingsFrom(rows: readonly { name: string; value: unknown }[]): Settings {
  const known = rows.filter(({ name, value }) => {
    const schema = isSettingName(name) ? OperatorSettings.shape[name] : undefined;
    return schema?.safeParse(value).success === true;
  });
  return OperatorSettings.parse({
    ...DEFAULT_SETTINGS,
    ...Object.fromEntries(known.map((row) => [row.name, row.value])),
  });
}

export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(DEFAULT_SETTINGS, name);
}
