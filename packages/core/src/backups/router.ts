import {
  Backup,
  BackupIdInput,
  BackupSchedule,
  BackupScheduleOptions,
  BackupStats,
  CreateBackupInput,
  EmptyInput,
  ListBackupsInput,
  ListBackupsOutput,
  ScheduleBackupsInput,
  Task,
} from "@nexa/contracts";
import { adminProcedure, router } from "../trpc/init.ts";
import type { OperationMeta } from "../trpc/meta.ts";
import { createBackup } from "./create-backup.ts";
import { deleteBackup } from "./delete-backup.ts";
import { getBackupSchedule } from "./get-backup-schedule.ts";
import { getBackupStats } from "./get-backup-stats.ts";
import { getScheduleOptions } from "./get-schedule-options.ts";
import { listBackups } from "./list-backups.ts";
import { restoreProcedures } from "./restore/procedures.ts";
import { scheduleBackups } from "./schedule-backups.ts";
import { verifyBackup } from "./verify-backup.ts";

type Operation = NonNullable<OperationMeta["openapi"]>;
type About = Pick<Operation, "summary" | "description" | "message" | "status" | "example">;

const BASE = "/admin/backup-restore";
const backupId = "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e51";

function backup(method: Operation["method"], path: `/${string}`, about: About): OperationMeta {
  return { openapi: { method, path: `${BASE}${path}`, tags: ["admin: backup"], ...about } };
}

export const backupsAdminRouter = router({
  ...restoreProcedures,
  create: adminProcedure
    .meta(
      backup("POST", "/backup/manual", {
        summary: "Make a backup now",
        description:
          "`full` holds everything and can be restored; `essential` is an export of customers without secrets, the catalogue, 90 days of transactions and live plans.",
        status: 202,
        message: "The backup is being made. Follow the task.",
        example: { kind: "full" },
      }),
    )
    .input(CreateBackupInput)
    .output(Task)
    .mutation(({ ctx, input }) => createBackup(ctx, input)),
  list: adminProcedure
    .meta(
      backup("GET", "/backup", {
        summary: "List backups",
        description: "Those in the storage, by what the files say of themselves; what came last is first.",
        example: { limit: 20 },
      }),
    )
    .input(ListBackupsInput)
    .output(ListBackupsOutput)
    .query(({ ctx, input }) => listBackups(ctx, input)),
  delete: adminProcedure
    .meta(
      backup("DELETE", "/backup/{backupId}", {
        summary: "Delete a backup for good",
        message: "The backup is deleted.",
        example: { backupId },
      }),
    )
    .input(BackupIdInput)
    .output(Backup)
    .mutation(({ ctx, input }) => deleteBackup(ctx, input)),
  verify: adminProcedure
    .meta(
      backup("POST", "/backup/{backupId}/verify", {
        summary: "Verify a backup",
        description:
          "Reads it from its first to its last byte. The task fails where anything is not as it was written.",
        status: 202,
        message: "The backup is being verified. Follow the task.",
        example: { backupId },
      }),
    )
    .input(BackupIdInput)
    .output(Task)
    .mutation(({ ctx, input }) => verifyBackup(ctx, input)),
  schedule: adminProcedure
    .meta(
      backup("POST", "/backup/schedule", {
        summary: "Say when backups are made and how many are kept",
        message: "The schedule is saved.",
        example: { frequency: "daily", atMinute: 120, kept: 50 },
      }),
    )
    .input(ScheduleBackupsInput)
    .output(BackupSchedule)
    .mutation(({ ctx, input }) => scheduleBackups(ctx, input)),
  getSchedule: adminProcedure
    .meta(
      backup("GET", "/backup/schedule/status", { summary: "The schedule, its next and its last backup", example: {} }),
    )
    .input(EmptyInput)
    .output(BackupSchedule)
    .query(({ ctx }) => getBackupSchedule(ctx)),
  getScheduleOptions: adminProcedure
    .meta(backup("GET", "/backup/schedule/options", { summary: "What a schedule may be", example: {} }))
    .input(EmptyInput)
    .output(BackupScheduleOptions)
    .query(({ ctx }) => getScheduleOptions(ctx)),
  getStats: adminProcedure
    .meta(backup("GET", "/stats", { summary: "How many backups there are, and how the last ones went", example: {} }))
    .input(EmptyInput)
    .output(BackupStats)
    .query(({ ctx }) => getBackupStats(ctx)),
});
