import type { CoreContext } from "../context.ts";
import { deleteChunks } from "./delete-chunks.ts";
import { daysBefore, RETENTION_DAYS } from "./retention.ts";

export type DeleteExpiredCodesOutput = { codes: number; resetLinks: number };

/** Deletes one-time codes and staff's reset links that expired more than a day ago, used or not. */
export async function deleteExpiredCodes(ctx: CoreContext, signal?: AbortSignal): Promise<DeleteExpiredCodesOutput> {
  const before = daysBefore(ctx.clock.now(), RETENTION_DAYS.expiredCodes);
  const due = { isDue: "expires_at <= $1", before };
  const codes = await deleteChunks(ctx, { table: "one_time_codes", key: "id", ...due }, signal);
  const resetLinks = await deleteChunks(ctx, { table: "admin_reset_tokens", key: "token_hash", ...due }, signal);
  return { codes, resetLinks };
}
