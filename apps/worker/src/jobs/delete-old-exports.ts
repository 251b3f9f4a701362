import { deleteOldExports } from "@nexa/core/transactions/index";
import type { Job } from "../job.ts";

/** Deletes the files of exports that are older than seven days. */
export const deleteOldExportsJob: Job = {
  name: "transactions.deleteOldExports",
  schedule: { pattern: "25 3 * * *" },
  expireSeconds: 900,
  run: (ctx, signal) => deleteOldExports(ctx, signal),
};
