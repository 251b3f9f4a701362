import { ensurePartitions } from "@nexa/db";
import { type CoreContext, withTransaction } from "../context.ts";

const MONTHS_AHEAD = 3;

/**
 * Makes the partitions of this month and the next three. Making one locks its table for a moment: where that lock is not to be had
 * within two seconds this fails rather than hold up sales behind it, and the job tries again later.
 */
export async function ensureMonthPartitions(ctx: CoreContext): Promise<{ until: string }> {
  const from = ctx.clock.now();
  const until = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + MONTHS_AHEAD, 1));
  await withTransaction(ctx, async (tx) => {
    await tx.db.query({ text: "set local lock_timeout = '2s'" });
    await ensurePartitions(tx.db, from, until);
  });
  return { until: until.toISOString() };
}
