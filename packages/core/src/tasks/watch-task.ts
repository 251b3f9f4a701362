import { setInterval } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { Task, TaskIdInput } from "@nexa/contracts";
import { adminSessions, admins, tasks } from "@nexa/db";
import { and, eq, gt } from "drizzle-orm";
import { closingSignal } from "../closing-signal.ts";
import type { AdminActor, CoreContext } from "../context.ts";
import { requestErrors } from "../trpc/errors.ts";
import { getTask } from "./get-task.ts";
import { kindsFor } from "./task-kinds.ts";
import { toTask } from "./to-task.ts";

/** A bar that moves twice a second looks alive, and one look is one row by its key. */
const LOOK_EVERY_MS = 500;

/**
 * A task as it stands, and again after each change, until it has ended or `signal` aborts.
 *
 * @throws tasks.notFound; request.signInNeeded as soon as the session has ended, the account is switched off or its role may no longer
 * follow such work; request.unavailable when the process goes down (the client comes back).
 */
export async function* watchTask(
  ctx: CoreContext<AdminActor>,
  { taskId }: TaskIdInput,
  signal?: AbortSignal,
): AsyncGenerator<Task> {
  let shown = await getTask(ctx, { taskId });
  yield shown;
  const closed = closingSignal(ctx);
  try {
    const ended = signal ? AbortSignal.any([signal, closed]) : closed;
    for await (const _ of setInterval(LOOK_EVERY_MS, undefined, { signal: ended, ref: false })) {
      if (hasEnded(shown)) return;
      const task = await lookAgain(ctx, taskId);
      if (isDeepStrictEqual(task, shown)) continue;
      shown = task;
      yield task;
    }
  } catch (error) {
    if (closed.aborted) throw requestErrors.unavailable();
    // Nobody listens any more, so there is nobody to tell.
    if (!signal?.aborted) throw error;
  }
}

function hasEnded({ status }: Task): boolean {
  return status !== "waiting" && status !== "running";
}

/** The task, where the session that began the stream may still see it: in one statement, because it is asked all the time. */
async function lookAgain(ctx: CoreContext<AdminActor>, taskId: string): Promise<Task> {
  const [row] = await ctx.db.orm
    .select({ task: tasks, role: admins.role })
    .from(tasks)
    .innerJoin(adminSessions, eq(adminSessions.id, ctx.actor.sessionId))
    .innerJoin(admins, eq(admins.id, adminSessions.userId))
    .where(and(eq(tasks.id, taskId), gt(adminSessions.expiresAt, ctx.clock.now()), eq(admins.status, "active")));
  if (!row || !kindsFor(row.role).includes(row.task.kind)) throw requestErrors.signInNeeded();
  return toTask(row.task);
}
