import type { GetNotificationStatsOutput, NotificationType } from "@nexa/contracts";
import type { CoreContext, CustomerActor } from "../context.ts";
import { countsByChannel, type DeliveryCount } from "./channel-counts.ts";

/** How many notices a customer has, by type and read state, and how far their deliveries came. */
export async function getNotificationStats(ctx: CoreContext<CustomerActor>): Promise<GetNotificationStatsOutput> {
  const { customerId } = ctx.actor;
  const byType = await ctx.db.query<{ type: NotificationType; total: number; unread: number }>({
    text: `select type, count(*) as total, count(*) filter (where read_at is null) as unread
      from notifications where customer_id = $1 group by type order by type`,
    values: [customerId],
  });
  const counts = await ctx.db.query<DeliveryCount>({
    text: `select delivery.channel, delivery.status, count(*) as count from notifications as notice
      join notification_deliveries as delivery on delivery.notification_id = notice.id
      where notice.customer_id = $1 group by 1, 2`,
    values: [customerId],
  });
  return {
    total: byType.reduce((sum, row) => sum + row.total, 0),
    unread: byType.reduce((sum, row) => sum + row.unread, 0),
    byType,
    byChannel: countsByChannel(counts),
  };
}
