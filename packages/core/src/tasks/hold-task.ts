import type { TaskProgress } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import type { TaskRow } from "./to-task.ts";

/** Between two looks whether the task is still ours; progress is written with them. */
export const BEAT_MS = 500;

export type HeldTask = {
  readonly report: (progress: TaskProgress) => void;
  readonly signal: AbortSignal;
  /** Ends the beat and writes the last progress. */
  release(): Promise<void>;
};

/**
 * Prolongs a running task's lease and writes its progress. Aborts where it was stopped, where another attempt has it, and where the lease
 * could not be prolonged for as long as it lasts: then another attempt may have it.
 */
export function holdTask(
  ctx: CoreContext,
  { id, attempt }: TaskRow,
  { leaseSeconds, signal }: { leaseSeconds: number; signal: AbortSignal },
): HeldTask {
  const lost = new AbortController();
  let progress: TaskProgress | null = null;
  let heldAt = performance.now();
  let beating: Promise<void> | null = null;

  const beat = async () => {
    const startedAt = performance.now();
    const rows = await ctx.db.query<{ id: string }>({
      text: `update tasks set lease_until = $3::timestamptz + make_interval(secs => $4), progress = coalesce($5, progress)
        where id = $1 and attempt = $2 and status = 'running' returning id`,
      values: [id, attempt, ctx.clock.now(), leaseSeconds, progress],
    });
    if (rows.length === 0) lost.abort();
    else heldAt = startedAt;
  };
  const beatQuietly = async () => {
    try {
      await beat();
    } catch (err) {
      ctx.logger.warn({ err, taskId: id }, "a task's lease was not prolonged");
      if (performance.now() - heldAt > leaseSeconds * 1_000) lost.abort();
    }
  };
  // One at a time: a slow database must not be sent more of them.
  const timer = setInterval(() => {
    beating ??= beatQuietly().finally(() => {
      beating = null;
    });
  }, BEAT_MS);
  return {
    report: (next) => {
      progress = next;
    },
    signal: AbortSignal.any([signal, lost.signal]),
    release: async () => {
      clearInterval(timer);
      await beating;
      await beat();
    },
  };
}
