import { z } from "zod";
import { Id } from "./ids.ts";
import { PageInput, pageOf } from "./paging.ts";
import { Timestamp } from "./text.ts";

/** `committed`: in effect, its content is being swapped in. `failed`: nothing was changed. */
export const RESTORE_STATUSES = ["running", "committed", "succeeded", "failed"] as const;
export type RestoreStatus = (typeof RESTORE_STATUSES)[number];

/** What has to be typed, so that nobody restores by a slip of the finger. */
export const RESTORE_CONFIRMATION = "RESTORE";

export const RestoreBackupInput = z.strictObject({
  backupId: Id,
  /** The word RESTORE, typed by the person who restores. */
  confirmation: z.string().max(50),
});
export type RestoreBackupInput = z.infer<typeof RestoreBackupInput>;

export const Restore = z.object({
  restoreId: Id,
  /** A backup's id, or the name of a file given to the command. */
  source: z.string(),
  status: z.enum(RESTORE_STATUSES),
  /** The task that staff started it by; null for the command. */
  taskId: Id.nullable(),
  requestedBy: Id.nullable(),
  /** When what it brought back was so. */
  snapshotAt: Timestamp.nullable(),
  /** What was there before it, as a backup; null where there was nothing. */
  safetyBackupId: z.string().nullable(),
  startedAt: Timestamp,
  committedAt: Timestamp.nullable(),
  endedAt: Timestamp.nullable(),
  error: z.string().nullable(),
  /** In figures: rows, files, documents, notices not sent again, sales since, captures and refunds brought into the books. */
  result: z.record(z.string(), z.unknown()).nullable(),
});
export type Restore = z.infer<typeof Restore>;

export const ListRestoresInput = z.strictObject({ ...PageInput, status: z.enum(RESTORE_STATUSES).optional() });
export type ListRestoresInput = z.infer<typeof ListRestoresInput>;
export const ListRestoresOutput = pageOf(Restore);
export type ListRestoresOutput = z.infer<typeof ListRestoresOutput>;
