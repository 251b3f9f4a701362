import { type CoreContext, withTransaction } from "../context.ts";
import { USAGE_RETENTION_DAYS } from "./retention.ts";

const DAY_MS = 86_400_000;
/** Pages of 8 kB that one statement looks at: some ten thousand keys. */
const PAGES_TOGETHER = 128;

export type DeleteOldUsageOutput = { partitions: number; keys: number };

/**
 * Drops the months (UTC) of usage events that are older than the retention as a whole, and forgets their keys: such events are not taken
 * again. What they added up to stays. Dropping locks the table for a moment: where that lock is not to be had within two seconds this
 * fails rather than hold up senders, and the job tries again later. Stops between two steps once `signal` aborts.
 */
export async function deleteOldUsage(ctx: CoreContext, signal?: AbortSignal): Promise<DeleteOldUsageOutput> {
  const oldest = new Date(ctx.clock.now().getTime() - USAGE_RETENTION_DAYS * DAY_MS);
  const firstKept = new Date(Date.UTC(oldest.getUTCFullYear(), oldest.getUTCMonth(), 1));
  let partitions = 0;
  for (const name of await monthsBefore(ctx, firstKept)) {
    if (signal?.aborted) return { partitions, keys: 0 };
    await withTransaction(ctx, async (tx) => {
      await tx.db.query({ text: "set local lock_timeout = '2s'" });
      await tx.db.query({ text: `drop table ${name}` });
    });
    partitions += 1;
  }
  // Months that had no partition of their own when they began lie here.
  await ctx.db.query({ text: "delete from usage_events_default where started_at < $1", values: [firstKept] });
  return { partitions, keys: await forgetKeys(ctx, firstKept, signal) };
}

/** Walks the keys' table once, some pages a statement: an index by time would cost every event more than this walk costs a day. */
async function forgetKeys(ctx: CoreContext, before: Date, signal?: AbortSignal): Promise<number> {
  const [size] = await ctx.db.query<{ pages: number }>({
    text: "select pg_relation_size('usage_event_keys') / current_setting('block_size')::int8 as pages",
  });
  const pages = size?.pages ?? 0;
  let keys = 0;
  for (let page = 0; page < pages && !signal?.aborted; page += PAGES_TOGETHER) {
    const [chunk] = await ctx.db.query<{ deleted: number }>({
      name: "usage.forgetKeys",
      text: `with deleted as (
          delete from usage_event_keys where ctid >= $1::tid and ctid < $2::tid and started_at < $3 returning 1
        ) select count(*)::int as deleted from deleted`,
      values: [`(${page},0)`, `(${page + PAGES_TOGETHER},0)`, before],
    });
    keys += chunk?.deleted ?? 0;
  }
  return keys;
}

async function monthsBefore(ctx: CoreContext, firstKept: Date): Promise<string[]> {
  const bound = `usage_events_${firstKept.toISOString().slice(0, 7).replace("-", "_")}`;
  const rows = await ctx.db.query<{ name: string }>({
    text: `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'usage_events'::regclass and c.relname ~ '^usage_events_[0-9]{4}_[0-9]{2}$' and c.relname < $1
      order by c.relname`,
    values: [bound],
  });
  return rows.map((row) => row.name);
}
