import type { CoreContext } from "../context.ts";
import { deleteChunks } from "./delete-chunks.ts";

const TABLES = [
  { table: "customer_refresh_tokens", key: "token_hash" },
  { table: "admin_refresh_tokens", key: "token_hash" },
  { table: "customer_sessions", key: "secret_hash" },
  { table: "admin_sessions", key: "secret_hash" },
] as const;

export type DeleteExpiredSessionsOutput = { sessions: number; refreshTokens: number };

/**
 * Deletes sessions and refresh tokens that have expired. A rotated token that is still valid stays, so that its reuse is noticed; a
 * session takes its tokens along.
 */
export async function deleteExpiredSessions(
  ctx: CoreContext,
  signal?: AbortSignal,
): Promise<DeleteExpiredSessionsOutput> {
  const before = ctx.clock.now();
  const deleted: DeleteExpiredSessionsOutput = { sessions: 0, refreshTokens: 0 };
  for (const { table, key } of TABLES) {
    const count = await deleteChunks(ctx, { table, key, isDue: "expires_at <= $1", before }, signal);
    deleted[key === "secret_hash" ? "sessions" : "refreshTokens"] += count;
  }
  return deleted;
}
