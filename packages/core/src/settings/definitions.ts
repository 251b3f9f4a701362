import { z } from "zod";

/** The operator's settings: default and bounds of each, as the design's reference lists them. Units are in the names. */
export const SETTINGS = {
  referralCodeDays: z.int().min(1).max(365).default(30),
  referralCodeUses: z.int().min(1).max(100).default(1),
  refereeDiscountPercent: z.number().min(0).max(100).default(10),
  referrerDiscountPercent: z.number().min(0).max(100).default(30),
  referralDiscountDays: z.int().min(1).max(365).default(30),
  maxQueuedPlans: z.int().min(1).max(50).default(12),
  pendingPaymentMinutes: z.int().min(1).max(60).default(5),
  subscriptionWorkerMinutes: z.int().min(1).max(60).default(1),
  inactivityWarningDays: z.array(z.int().min(1).max(365)).min(1).max(5).default([30, 60]),
  codeLength: z.int().min(6).max(8).default(6),
  codeMinutes: z.int().min(1).max(15).default(10),
  codeTries: z.int().min(3).max(10).default(5),
} as const;

export type SettingName = keyof typeof SETTINGS;
export type Settings = { readonly [K in SettingName]: z.output<(typeof SETTINGS)[K]> };

/** The settings as they stand, from the rows that differ from the default. Unknown rows and values out of bounds are left out. */
export function settingsFrom(rows: readonly { name: string; value: unknown }[]): Settings {
  const stored = new Map(rows.map((row) => [row.name, row.value]));
  const entries = Object.entries(SETTINGS).map(([name, schema]) => {
    const parsed = schema.safeParse(stored.get(name));
    return [name, parsed.success ? parsed.data : schema.parse(undefined)] as const;
  });
  return Object.fromEntries(entries) as Settings;
}
