import { recordPlanBoundaries } from "@nexa/core/subscriptions/index";
import type { Job } from "../job.ts";

/** Writes events and notices of plans that have started or ended. */
export const recordPlanBoundariesJob: Job = {
  name: "subscriptions.recordBoundaries",
  schedule: { everyMinutes: "subscriptionWorkerMinutes" },
  expireSeconds: 300,
  run: (ctx) => recordPlanBoundaries(ctx),
};
