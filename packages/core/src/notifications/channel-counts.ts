import {
  type ChannelDeliveryCounts,
  NOTIFICATION_CHANNELS,
  type NotificationChannel,
  type NotificationStatus,
} from "@nexa/contracts";

/** How many deliveries of a channel stand at a status. */
export type DeliveryCount = { channel: NotificationChannel; status: NotificationStatus; count: number };

/** Delivery counts as one row per channel that has any. */
export function countsByChannel(counts: readonly DeliveryCount[]): ChannelDeliveryCounts[] {
  return NOTIFICATION_CHANNELS.flatMap((channel) => {
    const row = { channel, total: 0, pending: 0, sent: 0, delivered: 0, failed: 0, suppressed: 0 };
    for (const { status, count } of counts.filter((each) => each.channel === channel)) {
      row[status] += count;
      row.total += count;
    }
    return row.total === 0 ? [] : [row];
  });
}

/** Of the deliveries that ended, the percentage that was sent or delivered, to a hundredth; null while none ended. */
export function deliveryRatePercent(channels: readonly ChannelDeliveryCounts[]): number | null {
  const sum = (count: (row: ChannelDeliveryCounts) => number) => channels.reduce((total, row) => total + count(row), 0);
  const reached = sum((row) => row.sent + row.delivered);
  const ended = reached + sum((row) => row.failed);
  return ended === 0 ? null : Math.round((reached * 10_000) / ended) / 100;
}

/** Of what was sent, the percentage that a provider's receipt confirmed, to a hundredth; null while nothing was sent. */
export function receiptRatePercent(channels: readonly ChannelDeliveryCounts[]): number | null {
  const delivered = channels.reduce((total, row) => total + row.delivered, 0);
  const sent = delivered + channels.reduce((total, row) => total + row.sent, 0);
  return sent === 0 ? null : Math.round((delivered * 10_000) / sent) / 100;
}
