import type { CoreContext } from "../context.ts";
import { deleteChunks } from "./delete-chunks.ts";
import { daysBefore, RETENTION_DAYS } from "./retention.ts";

/** Deletes one-time codes that expired more than a day ago, used or not. */
export async function deleteExpiredCodes(ctx: CoreContext, signal?: AbortSignal): Promise<{ codes: number }> {
  const before = daysBefore(ctx.clock.now(), RETENTION_DAYS.expiredCodes);
  const codes = await deleteChunks(
    ctx,
    { table: "one_time_codes", key: "id", isDue: "expires_at <= $1", before },
    signal,
  );
  return { codes };
}
