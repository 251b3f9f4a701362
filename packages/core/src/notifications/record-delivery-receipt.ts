import type { NotificationChannel } from "@nexa/contracts";
import { type CoreContext, withTransaction } from "../context.ts";
import { wipeSecrets } from "./delivery/wipe-secrets.ts";

export type DeliveryReceipt = { notificationId: string; channel: NotificationChannel };

/**
 * Takes a provider's word that a message reached its phone or device. It may come before the sending itself is recorded, several
 * times, or for a delivery given up as failed; an unknown one changes nothing. Answers whether it was news.
 */
export async function recordDeliveryReceipt(ctx: CoreContext, receipt: DeliveryReceipt): Promise<{ isNew: boolean }> {
  const now = ctx.clock.now();
  return withTransaction(ctx, async (tx) => {
    const rows = await tx.db.query({
      text: `update notification_deliveries set status = 'delivered', delivered_at = $3::timestamptz, sent_at = coalesce(sent_at, $3),
          last_error = null, lease_owner = null, lease_until = null
        where notification_id = $1 and channel = $2 and status in ('pending', 'sent', 'failed') returning channel`,
      values: [receipt.notificationId, receipt.channel, now],
    });
    await wipeSecrets(tx, [receipt.notificationId]);
    return { isNew: rows.length > 0 };
  });
}
