import { deleteOldJobRecords } from "@nexa/core/jobs/index";
import type { Job } from "../job.ts";

/** Deletes old requests for runs and old tasks. */
export const deleteOldJobRecordsJob: Job = {
  name: "jobs.deleteOld",
  schedule: { pattern: "30 1 * * *" },
  expireSeconds: 600,
  run: (ctx, signal) => deleteOldJobRecords(ctx, signal),
};
