import { newId, type TaskKind } from "@nexa/contracts";
import { tasks } from "@nexa/db";
import { actorId, type CoreContext } from "../context.ts";
import { requestJob } from "../jobs/index.ts";
import { TASK_JOBS } from "./task-kinds.ts";
import { type TaskRow, theRow } from "./to-task.ts";

/** Writes down long work in the caller's transaction; a worker begins within a second of its commit. The caller audits it. */
export async function startTask(
  tx: CoreContext,
  { kind, params }: { kind: TaskKind; params: Record<string, unknown> },
): Promise<TaskRow> {
  const now = tx.clock.now();
  const requestedBy = tx.actor.kind === "admin" ? actorId(tx.actor) : null;
  const row = { id: newId(now), kind, params, requestedBy, requestedAt: now };
  const task = theRow(await tx.db.orm.insert(tasks).values(row).returning());
  await requestJob(tx, TASK_JOBS[kind]);
  return task;
}
