import { type CoreContext, withTransaction } from "../../context.ts";
import { enqueueNotices, type Notice } from "../enqueue-notices.ts";

/** Rows of one transaction. */
export const CHUNK = 500;

/** What is to be told, in the order of ids after `after`; at most `CHUNK`. */
export type FindDue<R extends { id: string }> = (tx: CoreContext, after: string | null) => Promise<readonly R[]>;

/**
 * Writes the notices of all that is due, chunk by chunk. Their cause keys make each come once, so that a run may be repeated, cut off
 * or run beside another one. Answers how many it told.
 */
export async function tellInChunks<R extends { id: string }>(
  ctx: CoreContext,
  work: { find: FindDue<R>; noticeOf: (row: R) => Notice; signal?: AbortSignal | undefined },
): Promise<number> {
  let told = 0;
  let after: string | null = null;
  while (!work.signal?.aborted) {
    const rows: readonly R[] = await withTransaction(ctx, async (tx) => {
      const due = await work.find(tx, after);
      await enqueueNotices(tx, due.map(work.noticeOf));
      return due;
    });
    told += rows.length;
    after = rows.at(-1)?.id ?? null;
    if (rows.length < CHUNK) break;
  }
  return told;
}
