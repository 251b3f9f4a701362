import type { CoreContext } from "../context.ts";
import { deleteChunks } from "./delete-chunks.ts";

/** Deletes counters of the rate limits whose window is over. Those without an end are blocks and stay. */
export async function deleteExpiredRateLimits(ctx: CoreContext, signal?: AbortSignal): Promise<{ limits: number }> {
  const before = ctx.clock.now().getTime();
  const limits = await deleteChunks(ctx, { table: "rate_limits", key: "key", isDue: "expire <= $1", before }, signal);
  return { limits };
}
