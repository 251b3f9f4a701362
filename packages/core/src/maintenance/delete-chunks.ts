import type { CoreContext } from "../context.ts";

const CHUNK_ROWS = 1_000;

export type ChunkedDelete = {
  table:
    | "admin_refresh_tokens"
    | "admin_reset_tokens"
    | "admin_sessions"
    | "customer_refresh_tokens"
    | "customer_sessions"
    | "idempotency_keys"
    | "one_time_codes"
    | "rate_limits"
    | "webhook_inbox";
  /** Its primary key. */
  key: string;
  /** SQL over the table's columns; `$1` is `before`. */
  isDue: string;
  before: Date | number;
};

/**
 * Deletes the rows that are due, a thousand a statement, so that nobody waits long for a lock; rows another transaction holds
 * are passed over. Returns how many it deleted. Stops between two chunks once `signal` aborts.
 */
export async function deleteChunks(ctx: CoreContext, what: ChunkedDelete, signal?: AbortSignal): Promise<number> {
  const { table, key, isDue, before } = what;
  const text = `delete from ${table} where (${key}) in (
    select ${key} from ${table} where ${isDue} limit ${CHUNK_ROWS} for update skip locked
  ) returning 1 as one`;
  for (let deleted = 0; ; ) {
    if (signal?.aborted) return deleted;
    const chunk = await ctx.db.query({ text, values: [before] });
    deleted += chunk.length;
    if (chunk.length < CHUNK_ROWS) return deleted;
  }
}
