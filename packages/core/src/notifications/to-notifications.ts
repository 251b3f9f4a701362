import type { AdminNotification, Language, Notification, NotificationDelivery } from "@nexa/contracts";
import { notificationDeliveries, type notifications } from "@nexa/db";
import { asc, inArray } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { renderNotice } from "./templates/render-notice.ts";

type NoticeRow = typeof notifications.$inferSelect;
type DeliveryRow = typeof notificationDeliveries.$inferSelect;

/** Stored notices as their customer reads them, in the order given. */
export async function toNotifications(
  ctx: CoreContext,
  rows: readonly NoticeRow[],
  language: Language,
): Promise<Notification[]> {
  const deliveries = await loadDeliveries(ctx, rows);
  return rows.map((row) => ({
    ...noticeText(ctx, row, language),
    deliveries: (deliveries.get(row.id) ?? []).map(toDelivery),
  }));
}

/** Stored notices as staff see them, in English and with what became of each delivery. */
export async function toAdminNotifications(ctx: CoreContext, rows: readonly NoticeRow[]): Promise<AdminNotification[]> {
  const deliveries = await loadDeliveries(ctx, rows);
  return rows.map((row) => ({
    ...noticeText(ctx, row, "en"),
    customerId: row.customerId,
    phoneNumber: row.phone,
    deliveries: (deliveries.get(row.id) ?? []).map((delivery) => ({
      ...toDelivery(delivery),
      attempts: delivery.attempts,
      nextAttemptAt: delivery.status === "pending" ? dueAt(delivery).toISOString() : null,
      lastError: delivery.lastError,
    })),
  }));
}

function noticeText(ctx: CoreContext, row: NoticeRow, language: Language) {
  const { title, body } = renderNotice(ctx.runtime.config.operator, row, language);
  return {
    id: row.id,
    type: row.type,
    title,
    body,
    lineId: row.lineId,
    createdAt: row.createdAt.toISOString(),
    readAt: row.readAt?.toISOString() ?? null,
  };
}

/** What must not wait is due before it was there, so that it goes out first. */
function dueAt({ nextAttemptAt, createdAt }: DeliveryRow): Date {
  return nextAttemptAt < createdAt ? createdAt : nextAttemptAt;
}

function toDelivery(row: DeliveryRow): NotificationDelivery {
  return {
    channel: row.channel,
    status: row.status,
    sentAt: row.sentAt?.toISOString() ?? null,
    deliveredAt: row.deliveredAt?.toISOString() ?? null,
  };
}

async function loadDeliveries(ctx: CoreContext, notices: readonly NoticeRow[]): Promise<Map<string, DeliveryRow[]>> {
  if (notices.length === 0) return new Map();
  const ids = notices.map((notice) => notice.id);
  const rows = await ctx.db.orm
    .select()
    .from(notificationDeliveries)
    .where(inArray(notificationDeliveries.notificationId, ids))
    .orderBy(asc(notificationDeliveries.notificationId), asc(notificationDeliveries.channel));
  return Map.groupBy(rows, (row) => row.notificationId);
}
