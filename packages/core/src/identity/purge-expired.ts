import type { CoreContext } from "../context.ts";

const BATCH = 5_000;
const CODES_KEPT_MS = 24 * 3_600_000;

const TABLES = [
  ["sessions", "customer_sessions", "secret_hash"],
  ["sessions", "admin_sessions", "secret_hash"],
  ["refreshTokens", "customer_refresh_tokens", "token_hash"],
  ["refreshTokens", "admin_refresh_tokens", "token_hash"],
  ["codes", "one_time_codes", "id"],
] as const;

export type PurgedCounts = { sessions: number; refreshTokens: number; codes: number; limits: number };

/** The retention job's work here: deletes ended sessions, refresh tokens, codes of the day before and counted tries, in batches. */
export async function purgeExpired(ctx: CoreContext): Promise<PurgedCounts> {
  const now = ctx.clock.now();
  const counts: PurgedCounts = { sessions: 0, refreshTokens: 0, codes: 0, limits: 0 };
  for (const [what, table, key] of TABLES) {
    const before = what === "codes" ? new Date(now.getTime() - CODES_KEPT_MS) : now;
    counts[what] += await deleteInBatches(ctx, table, key, "expires_at", before);
  }
  counts.limits = await deleteInBatches(ctx, "rate_limits", "key", "expire", now.getTime());
  return counts;
}

async function deleteInBatches(
  ctx: CoreContext,
  table: string,
  key: string,
  column: string,
  before: Date | number,
): Promise<number> {
  let total = 0;
  for (let deleted = BATCH; deleted === BATCH; total += deleted) {
    const rows = await ctx.db.query({
      text: `delete from ${table} where ${key} in (select ${key} from ${table} where ${column} <= $1 limit ${BATCH}) returning 1`,
      values: [before],
    });
    deleted = rows.length;
  }
  return total;
}
