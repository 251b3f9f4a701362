import type { CoreContext } from "../../context.ts";

/** How long one count may take: a first one of millions of rows, or one after the worker stood still. */
const LONGEST = "20min";

export type Cursor = { countedBelow: string | null; countedAt: Date | null };

/** Locks the cursor for a count; null where another worker has it and `wait` is not asked for. */
export async function lockCursor(tx: CoreContext, { wait }: { wait: boolean }): Promise<Cursor | null> {
  await tx.db.query({ text: `set local statement_timeout = '${LONGEST}'` });
  await tx.db.query({ text: "set local jit = off" });
  const [row] = await tx.db.query<Cursor>({
    text: `select counted_below::text as "countedBelow", counted_at as "countedAt" from analytics_cursor
      where id = 1 for update ${wait ? "" : "skip locked"}`,
  });
  return row ?? null;
}

/**
 * The oldest transaction of the database that still runs. What transactions before it wrote is there for good or never will be, whatever
 * the order in which they committed, so counting up to it misses nothing and counts nothing twice.
 */
export async function oldestRunning(tx: CoreContext): Promise<string> {
  const [row] = await tx.db.query<{ oldest: string }>({
    text: "select pg_snapshot_xmin(pg_current_snapshot())::text as oldest",
  });
  if (!row) throw new Error("the database told no snapshot");
  return row.oldest;
}

/**
 * Moves the cursor. It is said to have counted until now, or until the first event it had to leave because an older transaction still ran.
 */
export async function moveCursor(tx: CoreContext, below: string): Promise<void> {
  await tx.db.query({
    text: `update analytics_cursor set counted_below = $1::xid8, counted_at = greatest(counted_at,
        least($2::timestamptz, (select min(created_at) from transaction_events where written_by >= $1::xid8)))
      where id = 1`,
    values: [below, tx.clock.now()],
  });
}
