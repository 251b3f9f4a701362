import type { CoreContext } from "../context.ts";
import { deleteChunks } from "./delete-chunks.ts";
import { daysBefore, RETENTION_DAYS } from "./retention.ts";

/** Deletes webhooks that came more than 90 days ago and have been handled. One that was never handled stays, whatever its age. */
export async function deleteOldWebhooks(ctx: CoreContext, signal?: AbortSignal): Promise<{ webhooks: number }> {
  const before = daysBefore(ctx.clock.now(), RETENTION_DAYS.handledWebhooks);
  const isDue = "received_at < $1 and handled_at is not null";
  const webhooks = await deleteChunks(
    ctx,
    { table: "webhook_inbox", key: "provider, event_id", isDue, before },
    signal,
  );
  return { webhooks };
}
