import type { Task } from "@nexa/contracts";
import type { tasks } from "@nexa/db";
import { tasksErrors } from "./errors.ts";

export type TaskRow = typeof tasks.$inferSelect;

/** The one row of an answer. @throws tasks.notFound */
export function theRow([row]: readonly TaskRow[]): TaskRow {
  if (!row) throw tasksErrors.notFound();
  return row;
}

export function toTask(row: TaskRow): Task {
  const { id, kind, status, params, progress, result, error, requestedBy } = row;
  return {
    ...{ id, kind, status, params, progress, result, error, requestedBy },
    requestedAt: row.requestedAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}
