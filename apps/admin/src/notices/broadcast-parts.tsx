import type { Broadcast } from "@nexa/contracts/broadcasts";
import type { NotificationChannel, NotificationStatus } from "@nexa/contracts/enums";
import type { ChannelDeliveryCounts } from "@nexa/contracts/notifications";
import { Badge, type Tone } from "@nexa/ui/components/badge.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useTranslation } from "react-i18next";

const TONES: Record<Broadcast["status"], Tone> = {
  queued: "neutral",
  running: "brand",
  stopped: "warning",
  completed: "positive",
  failed: "negative",
};
const DELIVERY_TONES: Record<NotificationStatus, Tone> = {
  pending: "neutral",
  sent: "brand",
  delivered: "positive",
  failed: "negative",
  suppressed: "warning",
};

/** Whether it still goes out. */
export function isUnderWay(status: Broadcast["status"] | undefined): boolean {
  return status === "queued" || status === "running";
}

export function BroadcastBadge({ status }: { status: Broadcast["status"] }) {
  const { t } = useTranslation();
  return <Badge tone={TONES[status]}>{t(`notices.status.${status}`)}</Badge>;
}

type Delivery = { channel: NotificationChannel; status: NotificationStatus };

/** One delivery: its channel and how far it came. */
export function DeliveryBadge({ channel, status }: Delivery) {
  const { t } = useTranslation();
  return (
    <Badge tone={DELIVERY_TONES[status]}>
      {t(`notices.channels.${channel}`)} · {t(`notices.deliveries.${status}`)}
    </Badge>
  );
}

export function DeliveryBadges({ deliveries }: { deliveries: readonly Delivery[] }) {
  return (
    <span className="flex flex-wrap gap-1">
      {deliveries.map(({ channel, status }) => (
        <DeliveryBadge key={channel} channel={channel} status={status} />
      ))}
    </span>
  );
}

export function Progress({ label, percent }: { label: string; percent: number }) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={Math.round(percent)}
      aria-valuemin={0}
      aria-valuemax={100}
      className="h-2 overflow-hidden rounded-full bg-muted"
    >
      <div className="h-full rounded-full bg-brand transition-[width] duration-150" style={{ width: `${percent}%` }} />
    </div>
  );
}

/** Deliveries by channel and by where they stand. */
export function ChannelCounts({ counts }: { counts: readonly ChannelDeliveryCounts[] }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const states = ["pending", "sent", "delivered", "failed", "suppressed"] as const;
  return (
    // What scrolls sideways must be reachable by keyboard.
    <section aria-label={t("notices.channel")} tabIndex={0} className="overflow-x-auto">
      <table className="w-full text-sm">
        <thead>
          <tr className="border-b text-muted-foreground">
            <th scope="col" className="py-2 text-left font-normal">
              {t("notices.channel")}
            </th>
            {states.map((state) => (
              <th key={state} scope="col" className="px-2 py-2 text-right font-normal">
                {t(`notices.deliveries.${state}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counts.map((count) => (
            <tr key={count.channel} className="border-b last:border-0">
              <th scope="row" className="py-2 text-left font-medium">
                {t(`notices.channels.${count.channel}`)}
              </th>
              {states.map((state) => (
                <td key={state} className="tabular px-2 py-2 text-right">
                  {number(count[state])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
