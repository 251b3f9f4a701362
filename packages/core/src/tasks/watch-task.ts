import type { Task, TaskIdInput } from "@nexa/contracts";
import { adminSessions, admins, tasks } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../context.ts";
import { requestErrors } from "../trpc/errors.ts";
import { ownLiveSession, watchChanges } from "../watch-changes.ts";
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
export function watchTask(
  ctx: CoreContext<AdminActor>,
  { taskId }: TaskIdInput,
  signal?: AbortSignal,
): AsyncGenerator<Task> {
  return watchChanges(
    ctx,
    {
      everyMs: LOOK_EVERY_MS,
      first: () => getTask(ctx, { taskId }),
      again: () => lookAgain(ctx, taskId),
      isOver: ({ status }) => status !== "waiting" && status !== "running",
    },
    signal,
  );
}

/** The task, where the session that began the stream may still see it: in one statement, because it is asked all the time. */
async function lookAgain(ctx: CoreContext<AdminActor>, taskId: string): Promise<Task> {
  const [row] = await ctx.db.orm
    .select({ task: tasks, role: admins.role })
    .from(adminSessions)
    .innerJoin(admins, eq(admins.id, adminSessions.userId))
    .innerJoin(tasks, eq(tasks.id, taskId))
    .where(ownLiveSession(ctx));
  if (!row || !kindsFor(row.role).includes(row.task.kind)) throw requestErrors.signInNeeded();
  return toTask(row.task);
}
