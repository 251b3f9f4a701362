import { deleteOldWebhooks } from "@nexa/core/maintenance/index";
import type { Job } from "../job.ts";

/** Deletes handled webhooks after 90 days. */
export const deleteOldWebhooksJob: Job = {
  name: "maintenance.webhooks",
  schedule: { pattern: "40 1 * * *" },
  expireSeconds: 1_800,
  run: (ctx, signal) => deleteOldWebhooks(ctx, signal),
};
