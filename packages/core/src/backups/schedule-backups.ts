import type { BackupSchedule, ScheduleBackupsInput } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { updateSettings } from "../settings/index.ts";
import { getBackupSchedule } from "./get-backup-schedule.ts";

/** Says when backups are made and how many are kept. These are settings: each change is in their history and in the audit log. */
export async function scheduleBackups(
  ctx: CoreContext<AdminActor>,
  input: ScheduleBackupsInput,
): Promise<BackupSchedule> {
  await updateSettings(ctx, {
    ...(input.frequency === undefined ? {} : { backupFrequency: input.frequency }),
    ...(input.atMinute === undefined ? {} : { backupAtMinute: input.atMinute }),
    ...(input.weekday === undefined ? {} : { backupWeekday: input.weekday }),
    ...(input.monthDay === undefined ? {} : { backupMonthDay: input.monthDay }),
    ...(input.kept === undefined ? {} : { backupsKept: input.kept }),
  });
  return getBackupSchedule(ctx);
}
