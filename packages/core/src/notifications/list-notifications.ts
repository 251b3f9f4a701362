import { type ListNotificationsInput, type ListNotificationsOutput, toPage } from "@nexa/contracts";
import { notifications } from "@nexa/db";
import { and, desc, eq, isNotNull, isNull, lt } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { customerLanguage } from "./customer-language.ts";
import { noticeIdOfCursor } from "./notice-cursor.ts";
import { toNotifications } from "./to-notifications.ts";

/** A customer's own notices, newest first, in the customer's language. Throws `request.badCursor`. */
export async function listNotifications(
  ctx: CoreContext<CustomerActor>,
  input: ListNotificationsInput,
): Promise<ListNotificationsOutput> {
  const { customerId } = ctx.actor;
  const { limit, cursor, isUnread, type } = input;
  const rows = await ctx.db.orm
    .select()
    .from(notifications)
    .where(
      and(
        eq(notifications.customerId, customerId),
        cursor === undefined ? undefined : lt(notifications.id, noticeIdOfCursor(cursor)),
        type === undefined ? undefined : eq(notifications.type, type),
        isUnread === undefined ? undefined : (isUnread ? isNull : isNotNull)(notifications.readAt),
      ),
    )
    .orderBy(desc(notifications.id))
    .limit(limit + 1);
  const page = toPage(rows, limit, (row) => [row.id]);
  const language = await customerLanguage(ctx, customerId);
  return { items: await toNotifications(ctx, page.items, language), nextCursor: page.nextCursor };
}
