import { idFloor, idTime } from "@nexa/contracts";
import type { CoreContext } from "../../context.ts";
import { addCounts, addSales } from "./add-written.ts";
import { moveCursor, oldestRunning } from "./cursor.ts";

const LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

export type CountAnew = {
  signal?: AbortSignal | undefined;
  onMonth?: ((done: number, total: number) => void) | undefined;
};

/**
 * Counts everything from the tables again, a month of transactions at a time, in the caller's transaction which holds the cursor. Readers
 * see the old sums until it commits; what commits meanwhile is left to the next count. Aborting `signal` throws, so that nothing is done.
 */
export async function countAnew(tx: CoreContext, { signal, onMonth }: CountAnew = {}): Promise<void> {
  const below = await oldestRunning(tx);
  await tx.db.query({ text: "set local work_mem = '64MB'" });
  await tx.db.query({ text: "delete from analytics_sales" });
  await tx.db.query({ text: "delete from analytics_plan_sales" });
  await tx.db.query({ text: "delete from analytics_counts where what = 'registered' or what like 'referral\\_%'" });
  const bounds = await monthBounds(tx);
  for (const [index, from] of bounds.entries()) {
    signal?.throwIfAborted();
    await addSales(tx, { from: null, below }, [from, bounds[index + 1] ?? LAST_ID]);
    onMonth?.(index + 1, bounds.length);
  }
  signal?.throwIfAborted();
  await addCounts(tx, { from: null, below });
  await moveCursor(tx, below);
}

/** The first id of every month that may have transactions; the first takes what comes before, too. */
async function monthBounds(tx: CoreContext): Promise<string[]> {
  const [row] = await tx.db.query<{ first: string | null; last: string | null }>({
    text: `select (select id from transactions order by id limit 1) as first,
      (select id from transactions order by id desc limit 1) as last`,
  });
  if (!row?.first || !row.last) return [];
  const bounds = [row.first];
  const last = idTime(row.last);
  let month = startOfNextMonth(idTime(row.first));
  while (month <= last) {
    bounds.push(idFloor(month));
    month = startOfNextMonth(month);
  }
  return bounds;
}

function startOfNextMonth(at: Date): Date {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1));
}
