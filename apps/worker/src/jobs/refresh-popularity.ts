import { refreshPopularity } from "@nexa/core/catalog/index";
import type { Job } from "../job.ts";

/** Counts what sold in the last 30 days, for the popularity sort. */
export const refreshPopularityJob: Job = {
  name: "catalog.popularity",
  schedule: { pattern: "*/15 * * * *" },
  expireSeconds: 300,
  run: (ctx) => refreshPopularity(ctx),
};
