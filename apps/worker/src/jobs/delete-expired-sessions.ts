import { deleteExpiredSessions } from "@nexa/core/maintenance/index";
import type { Job } from "../job.ts";

/** Deletes expired sessions and refresh tokens. */
export const deleteExpiredSessionsJob: Job = {
  name: "maintenance.sessions",
  schedule: { pattern: "5 * * * *" },
  expireSeconds: 900,
  run: (ctx, signal) => deleteExpiredSessions(ctx, signal),
};
