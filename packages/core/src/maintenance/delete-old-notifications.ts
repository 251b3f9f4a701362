import { idFloor } from "@nexa/contracts";
import { type CoreContext, withTransaction } from "../context.ts";
import { daysBefore, RETENTION_DAYS } from "./retention.ts";

const CHUNK_ROWS = 2_000;

export type DeleteOldNotificationsOutput = { notifications: number };

/**
 * Deletes notices older than 180 days with their causes and deliveries, a chunk a transaction. Causes are walked in the order of
 * their key, since that is the only index they have; recent ones are passed over. Stops between two chunks once `signal` aborts.
 */
export async function deleteOldNotifications(
  ctx: CoreContext,
  signal?: AbortSignal,
): Promise<DeleteOldNotificationsOutput> {
  const floor = idFloor(daysBefore(ctx.clock.now(), RETENTION_DAYS.notifications));
  let notifications = 0;
  for (let after: string | null = ""; after !== null && !signal?.aborted; ) {
    const position: string = after;
    const step = await withTransaction(ctx, (tx) => deleteChunk(tx, floor, position));
    notifications += step.deleted;
    after = step.last;
  }
  return { notifications };
}

/** Looks at the next chunk of causes and deletes what of it is old. `last` is the key it came to, null at the end. */
async function deleteChunk(
  tx: CoreContext,
  floor: string,
  after: string,
): Promise<{ deleted: number; last: string | null }> {
  const [chunk] = await tx.db.query<{ last: string | null; seen: number; old: string[] }>({
    text: `select max(cause_key) as last, count(*)::int as seen,
        coalesce(array_agg(notification_id) filter (where notification_id < $1), '{}') as old
      from (select cause_key, notification_id from notification_causes where cause_key > $2 order by cause_key limit $3) chunk`,
    values: [floor, after, CHUNK_ROWS],
  });
  if (!chunk || chunk.last === null) return { deleted: 0, last: null };
  const last = chunk.seen < CHUNK_ROWS ? null : chunk.last;
  if (chunk.old.length === 0) return { deleted: 0, last };
  await tx.db.query({
    text: `delete from notification_causes where cause_key > $1 and cause_key <= $2 and notification_id < $3`,
    values: [after, chunk.last, floor],
  });
  await tx.db.query({
    text: "delete from notification_deliveries where notification_id = any($1::uuid[])",
    values: [chunk.old],
  });
  const deleted = await tx.db.query({
    text: "delete from notifications where id = any($1::uuid[]) returning 1 as one",
    values: [chunk.old],
  });
  return { deleted: deleted.length, last };
}
