import { triggerNotices } from "@nexa/core/notifications/index";
import type { Job } from "../job.ts";

/** Tells every hour of plans that end soon, of low balances and of long inactivity. */
export const triggerNoticesJob: Job = {
  name: "notifications.triggers",
  schedule: { pattern: "25 * * * *" },
  expireSeconds: 1_800,
  run: (ctx, signal) => triggerNotices(ctx, signal),
};
