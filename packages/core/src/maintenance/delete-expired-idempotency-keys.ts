import type { CoreContext } from "../context.ts";
import { deleteChunks } from "./delete-chunks.ts";

/** Deletes idempotency keys whose 24 hours are over; from then on the same key starts a new transaction anyway. */
export async function deleteExpiredIdempotencyKeys(ctx: CoreContext, signal?: AbortSignal): Promise<{ keys: number }> {
  const before = ctx.clock.now();
  const key = "actor_kind, actor_id, operation, key";
  const keys = await deleteChunks(ctx, { table: "idempotency_keys", key, isDue: "expires_at <= $1", before }, signal);
  return { keys };
}
