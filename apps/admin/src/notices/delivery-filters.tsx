import {
  NOTIFICATION_CHANNELS,
  NOTIFICATION_STATUSES,
  type NotificationChannel,
  type NotificationStatus,
} from "@nexa/contracts/enums";
import { SelectFilter } from "@nexa/ui/data-table/filter-bar.tsx";
import { useTranslation } from "react-i18next";

type Chosen = { channel?: NotificationChannel | undefined; status?: NotificationStatus | undefined };

/** By channel, and by what became of the delivery. */
export function DeliveryFilters(props: Chosen & { statusLabel: string; onChange: (chosen: Chosen) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <SelectFilter
        label={t("notices.channel")}
        value={props.channel}
        options={NOTIFICATION_CHANNELS.map((value) => ({ value, label: t(`notices.channels.${value}`) }))}
        onChange={(channel) => props.onChange({ channel })}
      />
      <SelectFilter
        label={props.statusLabel}
        value={props.status}
        options={NOTIFICATION_STATUSES.map((value) => ({ value, label: t(`notices.deliveries.${value}`) }))}
        onChange={(status) => props.onChange({ status })}
      />
    </>
  );
}
