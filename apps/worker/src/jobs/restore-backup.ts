import { runRestoreTasks } from "@nexa/core/backups/restore/index";
import { TASK_JOBS } from "@nexa/core/tasks/index";
import type { Job } from "../job.ts";

/** Carries out the restore that staff started. It closes the installation itself. */
export const restoreBackupJob: Job = {
  name: TASK_JOBS.restore,
  schedule: { pattern: "* * * * *" },
  expireSeconds: 21_600,
  runsWhileClosed: true,
  run: (ctx, signal) => runRestoreTasks(ctx, signal),
};
