import { TASK_JOBS } from "@nexa/core/tasks/index";
import { runTransactionExports } from "@nexa/core/transactions/index";
import type { Job } from "../job.ts";

/** Writes the exports of transactions that staff started. They wake it; the schedule is for those whose worker died. */
export const exportTransactionsJob: Job = {
  name: TASK_JOBS.transaction_export,
  schedule: { pattern: "* * * * *" },
  expireSeconds: 7_200,
  run: (ctx, signal) => runTransactionExports(ctx, signal),
};
