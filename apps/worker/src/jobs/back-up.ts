import { runBackupTasks, startDueBackup } from "@nexa/core/backups/index";
import { TASK_JOBS } from "@nexa/core/tasks/index";
import type { Job } from "../job.ts";

/** Starts the scheduled backup when its time has come, and makes and verifies what staff or the schedule started. */
export const backUpJob: Job = {
  name: TASK_JOBS.backup,
  schedule: { pattern: "* * * * *" },
  expireSeconds: 21_600,
  run: async (ctx, signal) => ({ ...(await startDueBackup(ctx)), ...(await runBackupTasks(ctx, signal)) }),
};
