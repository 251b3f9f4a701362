import type { BroadcastDetail, GetBroadcastInput } from "@nexa/contracts";
import { broadcasts } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../../context.ts";
import { countsByChannel, type DeliveryCount, deliveryRatePercent } from "../channel-counts.ts";
import { notificationsErrors } from "../errors.ts";
import { type BroadcastRow, toBroadcast } from "./to-broadcast.ts";

/** One broadcast with how far it has come and what became of its deliveries. Throws `notifications.broadcastUnknown`. */
export async function getBroadcast(
  ctx: CoreContext<AdminActor>,
  { broadcastId }: GetBroadcastInput,
): Promise<BroadcastDetail> {
  const row = await getBroadcastRow(ctx, broadcastId);
  const [readers] = await ctx.db.query<{ read: number }>({
    text: `select count(*)::int as read from broadcast_recipients as recipient
      join notifications as notice on notice.id = recipient.notification_id
      where recipient.broadcast_id = $1 and notice.read_at is not null`,
    values: [broadcastId],
  });
  const counts = await ctx.db.query<DeliveryCount>({
    text: `select delivery.channel, delivery.status, count(*) as count from broadcast_recipients as recipient
      join notification_deliveries as delivery on delivery.notification_id = recipient.notification_id
      where recipient.broadcast_id = $1 group by 1, 2`,
    values: [broadcastId],
  });
  const byChannel = countsByChannel(counts);
  return {
    ...toBroadcast(row),
    read: readers?.read ?? 0,
    byChannel,
    deliveryRatePercent: deliveryRatePercent(byChannel),
  };
}

/** The stored broadcast. Throws `notifications.broadcastUnknown`. */
export async function getBroadcastRow(ctx: CoreContext, broadcastId: string): Promise<BroadcastRow> {
  const [row] = await ctx.db.orm.select().from(broadcasts).where(eq(broadcasts.id, broadcastId));
  if (!row) throw notificationsErrors.broadcastUnknown();
  return row;
}
