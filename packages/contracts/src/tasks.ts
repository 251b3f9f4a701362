import { z } from "zod";
import { TASK_KINDS, TASK_STATUSES } from "./enums.ts";
import { Id } from "./ids.ts";
import { PageInput, pageOf } from "./paging.ts";
import { Timestamp } from "./text.ts";

/** How far long work is. `total` is null while nobody knows; what is counted is in `step`. */
export const TaskProgress = z.object({
  step: z.string(),
  done: z.number().min(0),
  total: z.number().min(0).nullable(),
});
export type TaskProgress = z.infer<typeof TaskProgress>;

/** Long work that a worker does: an export, a backup, a restore, a rebuild. */
export const Task = z.object({
  id: Id,
  kind: z.enum(TASK_KINDS),
  status: z.enum(TASK_STATUSES),
  params: z.record(z.string(), z.unknown()),
  progress: TaskProgress.nullable(),
  result: z.record(z.string(), z.unknown()).nullable(),
  /** Why it failed. */
  error: z.string().nullable(),
  /** The member of staff who started it; null where a schedule did. */
  requestedBy: Id.nullable(),
  requestedAt: Timestamp,
  startedAt: Timestamp.nullable(),
  endedAt: Timestamp.nullable(),
});
export type Task = z.infer<typeof Task>;

export const TaskIdInput = z.strictObject({ taskId: Id });
export type TaskIdInput = z.infer<typeof TaskIdInput>;

export const ListTasksInput = z.strictObject({
  ...PageInput,
  kind: z.enum(TASK_KINDS).optional(),
  status: z.enum(TASK_STATUSES).optional(),
});
export type ListTasksInput = z.infer<typeof ListTasksInput>;
export const ListTasksOutput = pageOf(Task);
export type ListTasksOutput = z.infer<typeof ListTasksOutput>;
