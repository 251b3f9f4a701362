import type { Task, TaskIdInput } from "@nexa/contracts";
import { tasks } from "@nexa/db";
import { and, eq, inArray } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../context.ts";
import { kindsFor } from "./task-kinds.ts";
import { theRow, toTask } from "./to-task.ts";

/** A task with its progress; one of a kind that the role may not start is as if it were not there. @throws tasks.notFound */
export async function getTask(ctx: CoreContext<AdminActor>, { taskId }: TaskIdInput): Promise<Task> {
  const isOne = and(eq(tasks.id, taskId), inArray(tasks.kind, kindsFor(ctx.actor.role)));
  return toTask(theRow(await ctx.db.orm.select().from(tasks).where(isOne)));
}
