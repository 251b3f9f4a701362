import type { NotificationChannel } from "@nexa/contracts";
import { type CoreContext, withTransaction } from "../context.ts";
import { wipeSecrets } from "./delivery/wipe-secrets.ts";

const MAX_DETAIL_CHARS = 300;

/** The delivery, as we name it or as the provider does. */
type DeliveryName = { notificationId: string } | { providerReference: string };

export type DeliveryReceipt = DeliveryName & {
  channel: NotificationChannel;
  /** `undelivered`: it was accepted, but never reached its phone, device or mailbox. Default `delivered`. */
  outcome?: "delivered" | "undelivered";
  /** Why it was not delivered, in the provider's words. */
  detail?: string;
};

export type RecordDeliveryReceiptOutput = {
  /** False for a delivery we do not know: one named by the provider may be told before its sending is recorded, so let it tell again. */
  isKnown: boolean;
  isNew: boolean;
};

const DELIVERED = `update notification_deliveries set status = 'delivered', delivered_at = $3::timestamptz, sent_at = coalesce(sent_at, $3),
    last_error = null, lease_owner = null, lease_until = null
  where notification_id = $1 and channel = $2 and status in ('pending', 'sent', 'failed') returning channel`;
const UNDELIVERED = `update notification_deliveries set status = 'failed', last_error = $3
  where notification_id = $1 and channel = $2 and status = 'sent' returning channel`;

/**
 * Takes a provider's word of what became of a message. It may come before the sending itself is recorded, several times, late, or for a
 * delivery given up as failed; delivered is never taken back, and an unknown one changes nothing.
 */
export async function recordDeliveryReceipt(
  ctx: CoreContext,
  receipt: DeliveryReceipt,
): Promise<RecordDeliveryReceiptOutput> {
  const { channel, outcome = "delivered", detail = "the provider could not deliver it" } = receipt;
  const now = ctx.clock.now();
  return withTransaction(ctx, async (tx) => {
    const notificationId = await findDelivery(tx, receipt);
    if (notificationId === null) return { isKnown: false, isNew: false };
    const isDelivered = outcome === "delivered";
    const rows = await tx.db.query({
      text: isDelivered ? DELIVERED : UNDELIVERED,
      values: [notificationId, channel, isDelivered ? now : detail.slice(0, MAX_DETAIL_CHARS)],
    });
    await wipeSecrets(tx, [notificationId]);
    return { isKnown: true, isNew: rows.length > 0 };
  });
}

async function findDelivery(tx: CoreContext, receipt: DeliveryReceipt): Promise<string | null> {
  const [name, value] =
    "notificationId" in receipt
      ? ["notification_id", receipt.notificationId]
      : ["provider_reference", receipt.providerReference];
  const [row] = await tx.db.query<{ id: string }>({
    text: `select notification_id as id from notification_deliveries where ${name} = $1 and channel = $2 limit 1`,
    values: [value, receipt.channel],
  });
  return row?.id ?? null;
}
