import { type AdminRole, roleMay } from "@nexa/contracts";
import { DEFAULT_SETTINGS, isSettingName, type SettingName } from "./definitions.ts";

/** What managers decide, as the roles table says. */
const OF_REFERRALS: ReadonlySet<SettingName> = new Set([
  "referralCodeDays",
  "referralCodeUses",
  "refereeDiscountPercent",
  "referrerDiscountPercent",
  "referralDiscountDays",
]);

/** The settings that a role sees and changes. */
export function settingsOfRole(role: AdminRole): SettingName[] {
  const names = Object.keys(DEFAULT_SETTINGS).filter(isSettingName);
  return roleMay(role, "settings.manage") ? names : names.filter((name) => OF_REFERRALS.has(name));
}
