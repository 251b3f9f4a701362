import { reconcilePayments } from "@nexa/core/recharge/index";
import type { Job } from "../job.ts";

/** Settles payments whose outcome nobody told us, and reverses those that stay open. */
export const reconcilePaymentsJob: Job = {
  name: "payments.reconcile",
  schedule: { pattern: "*/30 * * * * *" },
  expireSeconds: 300,
  run: (ctx) => reconcilePayments(ctx),
};
