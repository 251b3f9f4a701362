import { deleteExpiredRateLimits } from "@nexa/core/maintenance/index";
import type { Job } from "../job.ts";

/** Deletes counters of rate limits whose window is over. */
export const deleteExpiredRateLimitsJob: Job = {
  name: "maintenance.rateLimits",
  schedule: { pattern: "*/10 * * * *" },
  expireSeconds: 300,
  run: (ctx, signal) => deleteExpiredRateLimits(ctx, signal),
};
