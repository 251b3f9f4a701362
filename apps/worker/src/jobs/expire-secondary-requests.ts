import { expireSecondaryRequests } from "@nexa/core/postpaid/index";
import type { Job } from "../job.ts";

/** Ends requests to share a postpaid plan that nobody answered within their seven days. */
export const expireSecondaryRequestsJob: Job = {
  name: "postpaid.expireRequests",
  schedule: { pattern: "35 * * * *" },
  expireSeconds: 900,
  run: (ctx, signal) => expireSecondaryRequests(ctx, signal),
};
