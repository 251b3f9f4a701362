import type { Broadcast, GetBroadcastInput } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../../context.ts";
import { notificationsErrors } from "../errors.ts";
import { moveBroadcast } from "./move-broadcast.ts";

/**
 * Goes on with a broadcast that was stopped or failed, after the last customer it reached. Throws `notifications.broadcastUnknown` and
 * `notResumable`.
 */
export async function resumeBroadcast(
  ctx: CoreContext<AdminActor>,
  { broadcastId }: GetBroadcastInput,
): Promise<Broadcast> {
  return moveBroadcast(ctx, {
    broadcastId,
    action: "notifications.resumeBroadcast",
    from: ["stopped", "failed"],
    to: { status: "queued", endedAt: null, error: null },
    refusal: notificationsErrors.notResumable,
  });
}
