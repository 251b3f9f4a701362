import { type ListTasksInput, type ListTasksOutput, toPage } from "@nexa/contracts";
import { tasks } from "@nexa/db";
import { and, desc, eq, inArray, lt, type SQL } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../context.ts";
import { cursorId } from "../trpc/cursor-id.ts";
import { kindsFor } from "./task-kinds.ts";
import { toTask } from "./to-task.ts";

/** Long work of the kinds that the role may start, the newest first. @throws request.badCursor */
export async function listTasks(ctx: CoreContext<AdminActor>, input: ListTasksInput): Promise<ListTasksOutput> {
  const conditions: (SQL | undefined)[] = [inArray(tasks.kind, kindsFor(ctx.actor.role))];
  if (input.kind !== undefined) conditions.push(eq(tasks.kind, input.kind));
  if (input.status !== undefined) conditions.push(eq(tasks.status, input.status));
  if (input.cursor !== undefined) conditions.push(lt(tasks.id, cursorId(input.cursor)));
  const rows = await ctx.db.orm
    .select()
    .from(tasks)
    .where(and(...conditions))
    .orderBy(desc(tasks.id))
    .limit(input.limit + 1);
  const page = toPage(rows, input.limit, (row) => [row.id]);
  return { items: page.items.map(toTask), nextCursor: page.nextCursor };
}
