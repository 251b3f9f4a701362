import { ensureMonthPartitions } from "@nexa/core/maintenance/index";
import type { Job } from "../job.ts";

/** Makes the partitions of the coming months. */
export const ensurePartitionsJob: Job = {
  name: "maintenance.partitions",
  schedule: { pattern: "20 0 * * *" },
  expireSeconds: 300,
  run: (ctx) => ensureMonthPartitions(ctx),
};
