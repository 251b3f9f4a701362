import {
  type AdminNotificationStatsInput,
  type AutomatedNotificationStatsOutput,
  idFloor,
  type NotificationType,
} from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { countsByChannel, type DeliveryCount, deliveryRatePercent } from "./channel-counts.ts";
import { LAST_ID, noticeRange } from "./notice-range.ts";

/** What no person causes by what they do at that moment: time, use, and bills that come due. */
const TRIGGERED: readonly NotificationType[] = [
  "low_balance",
  "usage_50",
  "usage_80",
  "data_exhausted",
  "daily_limit_reached",
  "topup_exhausted",
  "plan_activated",
  "plan_expiry",
  "plan_expired",
  "bill_issued",
  "postpaid_due_date",
  "postpaid_overdue",
  "inactivity_warning",
];

/** What the system sent by itself in a time range, by trigger, with its deliveries and delivery rate. Throws `notifications.badRange`. */
export async function automatedNotificationStats(
  ctx: CoreContext<AdminActor>,
  input: AdminNotificationStatsInput,
): Promise<AutomatedNotificationStatsOutput> {
  const now = ctx.clock.now();
  const { from, until } = noticeRange(input, now);
  const values = [idFloor(from), until === null ? LAST_ID : idFloor(until), TRIGGERED];
  const totals = await ctx.db.query<{ type: NotificationType; total: number; read: number }>({
    text: `select type, count(*) as total, count(read_at) as read from notifications
      where id >= $1 and id < $2 and type = any($3) group by type`,
    values,
  });
  const counts = await ctx.db.query<DeliveryCount & { type: NotificationType }>({
    text: `select notice.type, delivery.channel, delivery.status, count(*) as count from notifications as notice
      join notification_deliveries as delivery on delivery.notification_id = notice.id
      where notice.id >= $1 and notice.id < $2 and notice.type = any($3) group by 1, 2, 3`,
    values,
  });
  const triggers = TRIGGERED.map((type) => {
    const { total = 0, read = 0 } = totals.find((row) => row.type === type) ?? {};
    const byChannel = countsByChannel(counts.filter((row) => row.type === type));
    return { type, total, read, byChannel, deliveryRatePercent: deliveryRatePercent(byChannel) };
  });
  return {
    from: from.toISOString(),
    to: (until ?? now).toISOString(),
    total: triggers.reduce((sum, row) => sum + row.total, 0),
    deliveryRatePercent: deliveryRatePercent(countsByChannel(counts)),
    triggers,
  };
}
