import type { TaskProgress } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import type { TaskRow } from "./to-task.ts";

/** Between two looks whether the task is still ours; progress is written with them. */
const BEAT_MS = 500;

export type HeldTask = {
  readonly report: (progress: TaskProgress) => void;
  readonly signal: AbortSignal;
  /** Ends the beat and writes the last progress. */
  release(): Promise<void>;
};

/** Prolongs a running task's lease and writes its progress, and aborts where it was stopped or another attempt has it. */
export function holdTask(
  ctx: CoreContext,
  { id, attempt }: TaskRow,
  { leaseSeconds, signal }: { leaseSeconds: number; signal: AbortSignal },
): HeldTask {
  const lost = new AbortController();
  let progress: TaskProgress | null = null;
  let beating: Promise<void> = Promise.resolve();

  const beat = async () => {
    const rows = await ctx.db.query<{ id: string }>({
      text: `update tasks set lease_until = $3::timestamptz + make_interval(secs => $4), progress = coalesce($5, progress)
        where id = $1 and attempt = $2 and status = 'running' returning id`,
      values: [id, attempt, ctx.clock.now(), leaseSeconds, progress],
    });
    if (rows.length === 0) lost.abort();
  };
  const timer = setInterval(() => {
    beating = beating
      .then(beat)
      .catch((err: unknown) => ctx.logger.warn({ err, taskId: id }, "a task's lease was not prolonged"));
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
