import type { TaskKind, TaskProgress } from "@nexa/contracts";
import { CoreError } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { claimTask } from "./claim-task.ts";
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
    const task = await claimTask(ctx, { kind, leaseSeconds: LEASE_SECONDS, signal });
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
  const outcome = await attemptWork(() => work(ctx, { task, report: held.report, signal: held.signal }));
  // What fails from here on is the database, not the work: the lease runs out and the task is done again.
  await held.release();
  if ("result" in outcome) await end(ctx, task, { status: "succeeded", result: outcome.result });
  else if (held.signal.aborted) await giveBack(ctx, task);
  else await fail(ctx, task, outcome.error);
}

type Outcome = { readonly result: Record<string, unknown> } | { readonly error: unknown };

async function attemptWork(work: () => Promise<Record<string, unknown>>): Promise<Outcome> {
  try {
    return { result: await work() };
  } catch (error) {
    return { error };
  }
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
