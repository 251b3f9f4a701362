import { deleteOldUsage } from "@nexa/core/usage/index";
import type { Job } from "../job.ts";

/** Drops months of usage events past their retention, with their keys. */
export const deleteOldUsageJob: Job = {
  name: "maintenance.usage",
  schedule: { pattern: "50 1 * * *" },
  expireSeconds: 1_800,
  run: (ctx, signal) => deleteOldUsage(ctx, signal),
};
