import { markBillsOverdue, remindDueBills, suspendOverdue } from "@nexa/core/postpaid/index";
import type { Job } from "../job.ts";

/** Reminds of bills that are due soon, marks those that are late, and suspends lines whose bills stay unpaid. */
export const chaseBillsJob: Job = {
  name: "postpaid.chaseBills",
  schedule: { pattern: "*/15 * * * *" },
  expireSeconds: 600,
  run: async (ctx) => ({
    ...(await remindDueBills(ctx)),
    ...(await markBillsOverdue(ctx)),
    ...(await suspendOverdue(ctx)),
  }),
};
