import { reconcileRestored } from "@nexa/core/backups/restore/index";
import type { Job } from "../job.ts";

/** After a restore brings what the gateway did since its snapshot into the books. */
export const reconcileRestoredJob: Job = {
  name: "backups.reconcileRestored",
  schedule: { pattern: "*/5 * * * *" },
  expireSeconds: 900,
  run: (ctx) => reconcileRestored(ctx),
};
