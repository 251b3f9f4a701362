import { ROLL_UP_JOB, rollUpAnalytics } from "@nexa/core/analytics/index";
import type { Job } from "../job.ts";

/** Adds what was sold, who registered and who was referred to the sums that analytics read. */
export const rollUpAnalyticsJob: Job = {
  name: ROLL_UP_JOB,
  schedule: { pattern: "* * * * *" },
  expireSeconds: 1_800,
  run: (ctx) => rollUpAnalytics(ctx),
};
