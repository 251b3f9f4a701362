import { sealAuditEvents } from "@nexa/core/audit/index";
import type { Job } from "../job.ts";

/** Chains the audit rows that were committed since. Often, since a row that is not sealed yet can be deleted without a trace. */
export const sealAuditEventsJob: Job = {
  name: "audit.seal",
  schedule: { pattern: "*/10 * * * * *" },
  expireSeconds: 300,
  run: (ctx) => sealAuditEvents(ctx),
};
