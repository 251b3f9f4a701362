import { deleteOldNotifications } from "@nexa/core/maintenance/index";
import type { Job } from "../job.ts";

/** Deletes notices after 180 days. */
export const deleteOldNotificationsJob: Job = {
  name: "maintenance.notifications",
  schedule: { pattern: "10 2 * * *" },
  expireSeconds: 3_600,
  run: (ctx, signal) => deleteOldNotifications(ctx, signal),
};
