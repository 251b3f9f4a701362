import type { Settings } from "../settings/index.ts";
import type { ScheduleRule } from "./backup-schedule.ts";

/** The settings that say when. */
export const SCHEDULE_SETTINGS = ["backupFrequency", "backupAtMinute", "backupWeekday", "backupMonthDay"] as const;

export function scheduleOf(settings: Settings): ScheduleRule {
  return {
    frequency: settings.backupFrequency,
    atMinute: settings.backupAtMinute,
    weekday: settings.backupWeekday,
    monthDay: settings.backupMonthDay,
  };
}
