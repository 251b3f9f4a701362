import { type AdminListNotificationsInput, type AdminListNotificationsOutput, idFloor, toPage } from "@nexa/contracts";
import { notificationDeliveries, notifications } from "@nexa/db";
import { and, desc, eq, exists, gte, lt, type SQL, sql } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../context.ts";
import { noticeIdOfCursor } from "./notice-cursor.ts";
import { noticeRange } from "./notice-range.ts";
import { toAdminNotifications } from "./to-notifications.ts";

/**
 * Notices for staff, newest first, of the last 30 days where no range is given. Channel and status select notices that have such a
 * delivery. Throws `request.badCursor` and `notifications.badRange`.
 */
export async function adminListNotifications(
  ctx: CoreContext<AdminActor>,
  input: AdminListNotificationsInput,
): Promise<AdminListNotificationsOutput> {
  const { limit, cursor, customerId, type } = input;
  const range = noticeRange(input, ctx.clock.now());
  const rows = await ctx.db.orm
    .select()
    .from(notifications)
    .where(
      and(
        gte(notifications.id, idFloor(range.from)),
        range.until === null ? undefined : lt(notifications.id, idFloor(range.until)),
        cursor === undefined ? undefined : lt(notifications.id, noticeIdOfCursor(cursor)),
        customerId === undefined ? undefined : eq(notifications.customerId, customerId),
        type === undefined ? undefined : eq(notifications.type, type),
        hasDelivery(ctx, input),
      ),
    )
    .orderBy(desc(notifications.id))
    .limit(limit + 1);
  const page = toPage(rows, limit, (row) => [row.id]);
  return { items: await toAdminNotifications(ctx, page.items), nextCursor: page.nextCursor };
}

function hasDelivery(ctx: CoreContext, { channel, status }: AdminListNotificationsInput): SQL | undefined {
  if (channel === undefined && status === undefined) return undefined;
  return exists(
    ctx.db.orm
      .select({ one: sql`1` })
      .from(notificationDeliveries)
      .where(
        and(
          eq(notificationDeliveries.notificationId, notifications.id),
          channel === undefined ? undefined : eq(notificationDeliveries.channel, channel),
          status === undefined ? undefined : eq(notificationDeliveries.status, status),
        ),
      ),
  );
}
