import { runBills } from "@nexa/core/postpaid/index";
import type { Job } from "../job.ts";

/** Closes billing cycles that have ended and issues their bills. */
export const runBillsJob: Job = {
  name: "postpaid.runBills",
  schedule: { pattern: "*/5 * * * *" },
  expireSeconds: 1_800,
  run: (ctx, signal) => runBills(ctx, { signal }),
};
