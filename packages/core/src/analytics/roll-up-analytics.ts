import { type CoreContext, withTransaction } from "../context.ts";
import { addCounts, addSales } from "./counting/add-written.ts";
import { countAnew } from "./counting/count-anew.ts";
import { lockCursor, moveCursor, oldestRunning } from "./counting/cursor.ts";

export type RollUpOutput = {
  /** `busy`: another worker counts; `counted`: what was new; `counted_anew`: everything, as nothing or nothing valid had been counted. */
  outcome: "busy" | "counted" | "counted_anew";
};

/**
 * The worker's verb: adds to the rollups what was written since the last time, by transactions of the database older than the oldest that
 * still runs, in one transaction with the cursor. So what commits late is counted once and never missed, on any number of workers. It
 * counts everything anew after `resetAnalytics`, the first time, and in a database whose transactions have lower numbers than the cursor.
 */
export function rollUpAnalytics(ctx: CoreContext): Promise<RollUpOutput> {
  return withTransaction(ctx, async (tx): Promise<RollUpOutput> => {
    const cursor = await lockCursor(tx, { wait: false });
    if (cursor === null) return { outcome: "busy" };
    const from = cursor.countedBelow;
    const below = await oldestRunning(tx);
    if (from === null || BigInt(below) < BigInt(from)) {
      await countAnew(tx);
      return { outcome: "counted_anew" };
    }
    if (from !== below) {
      await addSales(tx, { from, below });
      await addCounts(tx, { from, below });
    }
    await moveCursor(tx, below);
    return { outcome: "counted" };
  });
}
