import {
  type BroadcastRecipient,
  type ListBroadcastRecipientsInput,
  type ListBroadcastRecipientsOutput,
  toPage,
} from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../../context.ts";
import { noticeIdOfCursor } from "../notice-cursor.ts";
import { getBroadcastRow } from "./get-broadcast.ts";

/**
 * Whom a broadcast reached so far and what became of it on each channel, in the order of customers' ids. Channel and status select
 * those with such a delivery. Throws `notifications.broadcastUnknown` and `request.badCursor`.
 */
export async function listBroadcastRecipients(
  ctx: CoreContext<AdminActor>,
  { broadcastId, limit, cursor, channel, status }: ListBroadcastRecipientsInput,
): Promise<ListBroadcastRecipientsOutput> {
  await getBroadcastRow(ctx, broadcastId);
  const rows = await ctx.db.query<BroadcastRecipient>({
    text: `select page.*, notice.read_at as "readAt", customer.full_name as "fullName", customer.phone as "phoneNumber",
        coalesce((
          select jsonb_agg(jsonb_build_object('channel', channel, 'status', status, 'sentAt', sent_at, 'deliveredAt', delivered_at,
            'lastError', last_error) order by channel)
          from notification_deliveries where notification_id = page."notificationId"
        ), '[]') as deliveries
      from (
        select customer_id as "customerId", notification_id as "notificationId" from broadcast_recipients as recipient
        where broadcast_id = $1 and ($2::uuid is null or customer_id > $2) and (($3::text is null and $4::text is null) or exists (
          select from notification_deliveries as delivery where delivery.notification_id = recipient.notification_id
            and ($3 is null or delivery.channel = $3) and ($4 is null or delivery.status = $4)
        ))
        order by customer_id limit $5
      ) as page
      left join notifications as notice on notice.id = page."notificationId"
      left join customers as customer on customer.id = page."customerId" order by page."customerId"`,
    values: [
      broadcastId,
      cursor === undefined ? null : noticeIdOfCursor(cursor),
      channel ?? null,
      status ?? null,
      limit + 1,
    ],
  });
  const page = toPage(rows, limit, (row) => [row.customerId]);
  return { items: page.items.map(toWire), nextCursor: page.nextCursor };
}

function toWire(row: BroadcastRecipient): BroadcastRecipient {
  const iso = (at: string | null) => (at === null ? null : new Date(at).toISOString());
  const deliveries = row.deliveries.map((delivery) => ({
    ...delivery,
    sentAt: iso(delivery.sentAt),
    deliveredAt: iso(delivery.deliveredAt),
  }));
  return { ...row, readAt: iso(row.readAt), deliveries };
}
