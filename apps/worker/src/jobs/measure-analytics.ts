import { MEASURE_JOB, measureAnalytics } from "@nexa/core/analytics/index";
import type { Job } from "../job.ts";

/** Measures what stands now, for analytics: plans, dues, deliveries, customers without a plan. */
export const measureAnalyticsJob: Job = {
  name: MEASURE_JOB,
  schedule: { pattern: "*/5 * * * *" },
  expireSeconds: 900,
  run: (ctx) => measureAnalytics(ctx),
};
