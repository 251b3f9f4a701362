import type { JobRun, JobRunState } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";

/** A row of the queue's own table, which is also the history. */
export type RunRow = {
  id: string;
  name: string;
  state: string;
  slot: string | null;
  requested_by: string | null;
  created_on: Date;
  /** Microseconds since 1970: what pages go by. */
  position: number;
  started_on: Date | null;
  completed_on: Date | null;
  retry_count: number;
  output: unknown;
};

export const RUN_COLUMNS = `id, name, state::text as state, data->>'slot' as slot, data->>'requestedBy' as requested_by, created_on,
  (extract(epoch from created_on) * 1000000)::bigint as position, started_on, completed_on, retry_count, output`;

/** The queue's states, as we call them. */
export const QUEUE_STATES = {
  waiting: "created",
  retrying: "retry",
  running: "active",
  succeeded: "completed",
  failed: "failed",
  stopped: "cancelled",
} as const satisfies Record<JobRunState, string>;

const STATES = new Map<string, JobRunState>(
  Object.entries(QUEUE_STATES).map(([ours, queues]) => [queues, ours as JobRunState]),
);
const MAX_ERROR_CHARS = 300;

/** Whether the queue's tables are there: the first worker makes them. */
export async function hasQueue(ctx: CoreContext): Promise<boolean> {
  const [row] = await ctx.db.query<{ exists: boolean }>({
    text: "select to_regclass('pgboss.job') is not null as exists",
  });
  return row?.exists === true;
}

export function toRun(row: RunRow): JobRun {
  const state = STATES.get(row.state) ?? "waiting";
  const { started_on: started, completed_on: ended } = row;
  const durationMs = started && ended ? Math.max(ended.getTime() - started.getTime(), 0) : null;
  return {
    ...{ id: row.id, jobName: row.name, state, slot: row.slot, requestedBy: row.requested_by, durationMs },
    createdAt: row.created_on.toISOString(),
    startedAt: started?.toISOString() ?? null,
    endedAt: ended?.toISOString() ?? null,
    attempt: started === null ? 0 : row.retry_count + 1,
    result: state === "succeeded" && isRecord(row.output) ? row.output : null,
    error: state === "succeeded" ? null : errorOf(row.output),
  };
}

/** The queue keeps an error with its message; one of its own, such as a run that took too long, lies a level deeper. */
function errorOf(output: unknown): string | null {
  if (!isRecord(output)) return null;
  const { message, value } = output;
  if (typeof message === "string") return message.slice(0, MAX_ERROR_CHARS);
  return typeof value === "string" ? value.slice(0, MAX_ERROR_CHARS) : errorOf(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
