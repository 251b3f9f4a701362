import type { CoreContext } from "../context.ts";

const CHUNK_ROWS = 1_000;

/**
 * Marks requests that ran out as expired, a thousand a statement, passing over rows that others hold. They count as expired before it
 * comes by. Answers how many it marked; stops between two chunks once `signal` aborts.
 */
export async function expireLinkRequests(ctx: CoreContext, signal?: AbortSignal): Promise<{ expired: number }> {
  const now = ctx.clock.now();
  for (let expired = 0; ; ) {
    if (signal?.aborted) return { expired };
    const chunk = await ctx.db.query({
      text: `update linked_accounts set status = 'expired', ended_at = expires_at, ended_by = 'system' where id in (
          select id from linked_accounts where status = 'requested' and expires_at <= $1
          order by id limit ${CHUNK_ROWS} for update skip locked
        ) returning 1 as one`,
      values: [now],
    });
    expired += chunk.length;
    if (chunk.length < CHUNK_ROWS) return { expired };
  }
}
