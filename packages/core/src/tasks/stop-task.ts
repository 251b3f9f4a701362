import type { Task, TaskIdInput } from "@nexa/contracts";
import { tasks } from "@nexa/db";
import { and, eq, inArray } from "drizzle-orm";
import { recordAudit } from "../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../context.ts";
import { tasksErrors } from "./errors.ts";
import { kindsFor } from "./task-kinds.ts";
import { theRow, toTask } from "./to-task.ts";

/** Stops long work that has not ended: the worker notices within seconds and leaves nothing half done. @throws tasks.notFound ended */
export function stopTask(ctx: CoreContext<AdminActor>, { taskId }: TaskIdInput): Promise<Task> {
  return withTransaction(ctx, async (tx) => {
    const { orm } = tx.db;
    const isOne = and(eq(tasks.id, taskId), inArray(tasks.kind, kindsFor(ctx.actor.role)));
    const task = theRow(await orm.select().from(tasks).where(isOne).for("update"));
    if (task.status !== "waiting" && task.status !== "running") throw tasksErrors.ended();
    const change = { status: "stopped", endedAt: tx.clock.now(), leaseUntil: null } as const;
    const stopped = theRow(await orm.update(tasks).set(change).where(eq(tasks.id, taskId)).returning());
    const subject = { kind: "task", id: taskId };
    const [before, after] = [{ status: task.status, kind: task.kind }, { status: stopped.status }];
    await recordAudit(tx, { action: "tasks.stop", subject, before, after });
    return toTask(stopped);
  });
}
