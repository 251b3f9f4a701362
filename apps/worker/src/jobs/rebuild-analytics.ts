import { runAnalyticsRebuilds } from "@nexa/core/analytics/index";
import { TASK_JOBS } from "@nexa/core/tasks/index";
import type { Job } from "../job.ts";

/** Counts all figures anew where staff asked for it. They wake it; the schedule is for those whose worker died. */
export const rebuildAnalyticsJob: Job = {
  name: TASK_JOBS.analytics_rebuild,
  schedule: { pattern: "* * * * *" },
  expireSeconds: 7_200,
  run: (ctx, signal) => runAnalyticsRebuilds(ctx, signal),
};
