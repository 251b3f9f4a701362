import type { TaskKind, TaskProgress } from "@nexa/contracts";
import { CoreError } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { holdTask } from "./hold-task.ts";
import type { TaskRow } from "./to-task.ts";

const LEASE_SECONDS = 60;
/** Work that was given up so often by workers that died is not tried again. */
const MAX_ATTEMPTS = 3;
const MAX_ERROR_CHARS = 300;

export type TaskRun = {
  readonly task: TaskRow;
  /** Shows how far the work is; written at most twice a second. */
  readonly report: (progress: TaskProgress) => void;
  /** Aborts when the task was stopped, another worker has it, or this worker must go. */
  readonly signal: AbortSignal;
};

/** Does the work of one task and answers what came of it. Runs at least once: a run may find what one before it left. */
export type TaskWork = (ctx: CoreContext, run: TaskRun) => Promise<Record<string, unknown>>;

/**
 * The worker's verb: does the tasks of a kind that wait or that a dead worker left, oldest first, one after another. A task that throws
 * is failed with its sentence and not tried again; one whose worker must go waits for the next worker.
 */
export async function runTasks(
  ctx: CoreContext,
  { kind, work, signal }: { kind: TaskKind; work: TaskWork; signal: AbortSignal },
): Promise<{ done: number }> {
  let done = 0;
  while (!signal.aborted) {
    const task = await claim(ctx, kind);
    if (task === null) break;
    await runOne(ctx, task, work, signal);
    done += 1;
  }
  return { done };
}

async function runOne(ctx: CoreContext, task: TaskRow, work: TaskWork, signal: AbortSignal): Promise<void> {
  if (task.attempt > MAX_ATTEMPTS) {
    await end(ctx, task, { status: "failed", error: "It was begun several times and never came to an end." });
    return;
  }
  const held = holdTask(ctx, task, { leaseSeconds: LEASE_SECONDS, signal });
  try {
    const result = await work(ctx, { task, report: held.report, signal: held.signal });
    await held.release();
    await end(ctx, task, { status: "succeeded", result });
  } catch (error) {
    await held.release();
    if (held.signal.aborted) await giveBack(ctx, task);
    else await fail(ctx, task, error);
  }
}

async function claim(ctx: CoreContext, kind: TaskKind): Promise<TaskRow | null> {
  const [row] = await ctx.db.query<TaskRow>({
    text: `update tasks set status = 'running', attempt = attempt + 1, started_at = coalesce(started_at, $2),
        lease_until = $2::timestamptz + make_interval(secs => $3)
      where id = (select id from tasks where kind = $1 and (status = 'waiting' or (status = 'running' and lease_until < $2))
        order by id limit 1 for update skip locked)
      returning id, kind, status, params, progress, result, error, requested_by as "requestedBy", requested_at as "requestedAt",
        started_at as "startedAt", ended_at as "endedAt", attempt, lease_until as "leaseUntil"`,
    values: [kind, ctx.clock.now(), LEASE_SECONDS],
  });
  return row ?? null;
}

async function fail(ctx: CoreContext, task: TaskRow, error: unknown): Promise<void> {
  ctx.logger.error({ err: error, taskId: task.id, kind: task.kind }, "a task failed");
  const sentence =
    error instanceof CoreError ? error.message : "Something went wrong. The log of the worker says what.";
  await end(ctx, task, { status: "failed", error: sentence.slice(0, MAX_ERROR_CHARS) });
}

type End = { status: "succeeded" | "failed"; result?: Record<string, unknown>; error?: string };

/** Only for the attempt that holds the task: what was stopped or taken over meanwhile stays so. */
async function end(ctx: CoreContext, { id, attempt }: TaskRow, { status, result, error }: End): Promise<void> {
  await ctx.db.query({
    text: `update tasks set status = $3, result = $4, error = $5, ended_at = $6, lease_until = null
      where id = $1 and attempt = $2 and status = 'running'`,
    values: [id, attempt, status, result ?? null, error ?? null, ctx.clock.now()],
  });
}

async function giveBack(ctx: CoreContext, { id, attempt }: TaskRow): Promise<void> {
  await ctx.db.query({
    text: `update tasks set status = 'waiting', lease_until = null, attempt = attempt - 1
      where id = $1 and attempt = $2 and status = 'running'`,
    values: [id, attempt],
  });
}
