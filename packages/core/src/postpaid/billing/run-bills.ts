import { type CoreContext, withTransaction } from "../../context.ts";
import { isUnavailable } from "../../trpc/errors.ts";
import { closeCycles } from "./close-cycles.ts";
import { type DueOptions, lockDue } from "./lock-due.ts";

const CHUNK = 500;
/** So many cycles that cannot be billed are no accident: the run stops and says so. */
const MOST_FAILURES = 500;

export type RunBillsOptions = {
  /** Cycles of one transaction; memory and the wait for numbers grow with it. */
  chunk?: number;
  /** Only these cycles, and waiting for those that others hold. */
  among?: readonly string[];
  /** Ends the run between two chunks. */
  signal?: AbortSignal;
};
export type RunBillsResult = { issued: number; failed: number };

/**
 * Closes every cycle whose end has passed and issues the bills, in chunks of one transaction each. Safe to run twice, on two workers,
 * and after a break: a cycle is billed under its lock while it is open, and what another worker holds is left to it. Cycles that
 * were missed follow one another, so a worker that was away for three months issues three bills, in order.
 */
export async function runBills(ctx: CoreContext, options: RunBillsOptions = {}): Promise<RunBillsResult> {
  const limit = options.chunk ?? CHUNK;
  const failed = new Set<string>();
  let issued = 0;
  while (options.signal?.aborted !== true && failed.size < MOST_FAILURES) {
    const chunk = await closeChunk(ctx, {
      limit,
      without: failed,
      ...(options.among ? { among: options.among, isPatient: true } : {}),
    });
    for (const cycleId of chunk.failed) failed.add(cycleId);
    issued += chunk.issued;
    if (chunk.found === 0) break;
  }
  return { issued, failed: failed.size };
}

type Chunk = { found: number; issued: number; failed: string[] };

/** One chunk; where it fails its cycles go one by one, so that only the one that cannot be billed waits. */
async function closeChunk(ctx: CoreContext, due: DueOptions): Promise<Chunk> {
  let held: string[] = [];
  try {
    return await withTransaction(ctx, async (tx) => {
      const locked = await lockDue(tx, due);
      held = locked.map(({ cycle }) => cycle.id);
      await closeCycles(tx, locked);
      return { found: locked.length, issued: locked.length, failed: [] };
    });
  } catch (error) {
    if (isUnavailable(error) || held.length === 0) throw error;
    if (held.length > 1) return closeEach(ctx, held, due);
    ctx.logger.error({ err: error, cycleId: held[0], requestId: ctx.requestId }, "a cycle could not be billed");
    return { found: 1, issued: 0, failed: held };
  }
}

async function closeEach(ctx: CoreContext, cycleIds: readonly string[], due: DueOptions): Promise<Chunk> {
  const result: Chunk = { found: cycleIds.length, issued: 0, failed: [] };
  for (const cycleId of cycleIds) {
    const one = await closeChunk(ctx, { ...due, limit: 1, among: [cycleId] });
    result.issued += one.issued;
    result.failed.push(...one.failed);
  }
  return result;
}
