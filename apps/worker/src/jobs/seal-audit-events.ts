import { sealAuditEvents } from "@nexa/core/audit/index";
import type { Job } from "../job.ts";

/** Chains the audit rows that were committed since. */
export const sealAuditEventsJob: Job = {
  name: "audit.seal",
  schedule: { pattern: "* * * * *" },
  expireSeconds: 300,
  run: (ctx) => sealAuditEvents(ctx),
};
