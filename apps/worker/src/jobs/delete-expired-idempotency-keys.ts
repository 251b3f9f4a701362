import { deleteExpiredIdempotencyKeys } from "@nexa/core/maintenance/index";
import type { Job } from "../job.ts";

/** Deletes idempotency keys after their 24 hours. */
export const deleteExpiredIdempotencyKeysJob: Job = {
  name: "maintenance.idempotencyKeys",
  schedule: { pattern: "15 * * * *" },
  expireSeconds: 900,
  run: (ctx, signal) => deleteExpiredIdempotencyKeys(ctx, signal),
};
