import { setTimeout as sleep } from "node:timers/promises";
import type { TaskKind } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { BEAT_MS } from "./hold-task.ts";
import type { TaskRow } from "./to-task.ts";

/**
 * How long a task whose lease has run out is watched before it is taken over. Leases are in business time, which a demo puts forward by
 * days: whoever works on the task prolongs it meanwhile, and keeps it.
 */
const WATCH_MS = 3 * BEAT_MS;

const ROW = `id, kind, status, params, progress, result, error, requested_by as "requestedBy", requested_at as "requestedAt",
  started_at as "startedAt", ended_at as "endedAt", attempt, lease_until as "leaseUntil"`;

export type Claim = { kind: TaskKind; leaseSeconds: number; signal: AbortSignal };

/**
 * Takes the oldest task of a kind that waits, else one that a dead worker left, for a new attempt; null where there is none. An attempt
 * that has lost its task can neither end it nor write progress: every write names its attempt.
 */
export async function claimTask(ctx: CoreContext, claim: Claim): Promise<TaskRow | null> {
  return (await take(ctx, claim, "status = 'waiting'", [])) ?? (await takeOver(ctx, claim));
}

async function takeOver(ctx: CoreContext, claim: Claim): Promise<TaskRow | null> {
  // xmin changes whenever the row is written, also where the clock stands still. A lease far ahead is one of a clock that was put back.
  const left = await ctx.db.query<{ id: string; version: string }>({
    text: `select id, xmin::text as version from tasks where kind = $1 and status = 'running'
      and (lease_until < $2 or lease_until > $2::timestamptz + make_interval(secs => 2 * $3)) order by id`,
    values: [claim.kind, ctx.clock.now(), claim.leaseSeconds],
  });
  if (left.length === 0) return null;
  await sleep(WATCH_MS);
  for (const { id, version } of left) {
    if (claim.signal.aborted) return null;
    const task = await take(ctx, claim, "status = 'running' and id = $4 and xmin::text = $5", [id, version]);
    if (task !== null) return task;
  }
  return null;
}

async function take(
  ctx: CoreContext,
  { kind, leaseSeconds }: Claim,
  isFree: string,
  values: readonly string[],
): Promise<TaskRow | null> {
  const [row] = await ctx.db.query<TaskRow>({
    text: `update tasks set status = 'running', attempt = attempt + 1, started_at = coalesce(started_at, $2),
        lease_until = $2::timestamptz + make_interval(secs => $3)
      where id = (select id from tasks where kind = $1 and ${isFree} order by id limit 1 for update skip locked)
      returning ${ROW}`,
    values: [kind, ctx.clock.now(), leaseSeconds, ...values],
  });
  return row ?? null;
}
