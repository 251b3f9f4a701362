import { deleteExpiredCodes } from "@nexa/core/maintenance/index";
import type { Job } from "../job.ts";

/** Deletes one-time codes that have expired. */
export const deleteExpiredCodesJob: Job = {
  name: "maintenance.codes",
  schedule: { pattern: "10 * * * *" },
  expireSeconds: 900,
  run: (ctx, signal) => deleteExpiredCodes(ctx, signal),
};
