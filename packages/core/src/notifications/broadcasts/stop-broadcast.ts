import type { Broadcast, GetBroadcastInput } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../../context.ts";
import { notificationsErrors } from "../errors.ts";
import { moveBroadcast } from "./move-broadcast.ts";

/**
 * Stops a broadcast after the chunk that is under way; whoever was reached keeps it. Throws `notifications.broadcastUnknown` and
 * `notStoppable`.
 */
export async function stopBroadcast(
  ctx: CoreContext<AdminActor>,
  { broadcastId }: GetBroadcastInput,
): Promise<Broadcast> {
  return moveBroadcast(ctx, {
    broadcastId,
    action: "notifications.stopBroadcast",
    from: ["queued", "running"],
    to: { status: "stopped", endedAt: ctx.clock.now() },
    refusal: notificationsErrors.notStoppable,
  });
}
