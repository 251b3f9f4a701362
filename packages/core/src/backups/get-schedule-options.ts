import { BACKUP_FREQUENCIES, type BackupScheduleOptions, ScheduleBackupsInput } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { DEFAULT_SETTINGS } from "../settings/index.ts";

const { atMinute, weekday, monthDay, kept } = ScheduleBackupsInput.shape;

/** What a schedule may be, by the same bounds that it is checked with. */
export async function getScheduleOptions(ctx: CoreContext<AdminActor>): Promise<BackupScheduleOptions> {
  return {
    frequencies: [...BACKUP_FREQUENCIES],
    defaultFrequency: DEFAULT_SETTINGS.backupFrequency,
    atMinute: boundsOf(atMinute, DEFAULT_SETTINGS.backupAtMinute),
    weekday: boundsOf(weekday, DEFAULT_SETTINGS.backupWeekday),
    monthDay: boundsOf(monthDay, DEFAULT_SETTINGS.backupMonthDay),
    kept: boundsOf(kept, DEFAULT_SETTINGS.backupsKept),
    timezone: ctx.runtime.config.operator.timezone,
  };
}

function boundsOf(field: typeof atMinute, byDefault: number) {
  const { minValue, maxValue } = field.unwrap();
  return { min: minValue ?? 0, max: maxValue ?? 0, default: byDefault };
}
