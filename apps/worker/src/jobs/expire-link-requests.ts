import { expireLinkRequests } from "@nexa/core/linked-accounts/index";
import type { Job } from "../job.ts";

/** Ends requests to link a number that nobody answered within their seven days. */
export const expireLinkRequestsJob: Job = {
  name: "linkedAccounts.expireRequests",
  schedule: { pattern: "25 * * * *" },
  expireSeconds: 900,
  run: (ctx, signal) => expireLinkRequests(ctx, signal),
};
