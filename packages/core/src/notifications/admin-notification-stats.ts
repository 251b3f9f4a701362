import {
  type AdminNotificationStatsInput,
  type AdminNotificationStatsOutput,
  idFloor,
  type NotificationType,
} from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { countsByChannel, type DeliveryCount, deliveryRatePercent, receiptRatePercent } from "./channel-counts.ts";
import { LAST_ID, noticeRange } from "./notice-range.ts";

/** Notices of a time range by type, their deliveries by channel and status, and the delivery rate. Throws `notifications.badRange`. */
export async function adminNotificationStats(
  ctx: CoreContext<AdminActor>,
  input: AdminNotificationStatsInput,
): Promise<AdminNotificationStatsOutput> {
  const now = ctx.clock.now();
  const { from, until } = noticeRange(input, now);
  const values = [idFloor(from), until === null ? LAST_ID : idFloor(until)];
  const types = await ctx.db.query<{ type: NotificationType; total: number; read: number }>({
    text: `select type, count(*) as total, count(read_at) as read from notifications
      where id >= $1 and id < $2 group by type order by type`,
    values,
  });
  const counts = await ctx.db.query<DeliveryCount>({
    text: `select channel, status, count(*) as count from notification_deliveries
      where notification_id >= $1 and notification_id < $2 group by 1, 2`,
    values,
  });
  const byChannel = countsByChannel(counts);
  return {
    from: from.toISOString(),
    to: (until ?? now).toISOString(),
    total: types.reduce((sum, row) => sum + row.total, 0),
    read: types.reduce((sum, row) => sum + row.read, 0),
    byType: types.map(({ type, total }) => ({ type, total })),
    byChannel,
    deliveryRatePercent: deliveryRatePercent(byChannel),
    receiptRatePercent: receiptRatePercent(byChannel),
  };
}
