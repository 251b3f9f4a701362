import type { AdminNotification } from "@nexa/contracts/notifications";
import { Moment, Phone } from "@nexa/ui/format/display.tsx";
import { useTranslation } from "react-i18next";
import { CustomerLink } from "../customers/links.tsx";
import { DetailPanel } from "../run/detail-panel.tsx";
import { Fact, Facts } from "../run/facts.tsx";
import { DeliveryBadge } from "./broadcast-parts.tsx";

/** One notification as its reader has it, and what became of each delivery. */
export function NoticePanel({ notice, onClose }: { notice: AdminNotification; onClose: () => void }) {
  const { t } = useTranslation();
  const { customerId, phoneNumber, createdAt, readAt } = notice;
  return (
    <DetailPanel title={notice.title} description={t(`timeline.notice.${notice.type}`)} onClose={onClose}>
      <p className="whitespace-pre-line pb-4 text-sm">{notice.body}</p>
      <Facts>
        <Fact label={t("notices.number")}>
          {customerId === null ? (
            <Phone number={phoneNumber} />
          ) : (
            <CustomerLink id={customerId}>
              <Phone number={phoneNumber} />
            </CustomerLink>
          )}
        </Fact>
        <Fact label={t("notices.sentAt")}>
          <Moment at={createdAt} />
        </Fact>
        <Fact label={t("notices.readAt")}>{readAt ? <Moment at={readAt} /> : t("notices.unread")}</Fact>
      </Facts>
      <h3 className="pt-5 pb-2 font-medium text-sm">{t("notices.deliveriesLabel")}</h3>
      {notice.deliveries.length === 0 && <p className="text-muted-foreground text-sm">{t("notices.inAppOnly")}</p>}
      <ul className="divide-y text-sm">
        {notice.deliveries.map((delivery) => (
          <Delivery key={delivery.channel} delivery={delivery} />
        ))}
      </ul>
    </DetailPanel>
  );
}

function Delivery({ delivery }: { delivery: AdminNotification["deliveries"][number] }) {
  const { t } = useTranslation();
  const { channel, status, attempts, sentAt, deliveredAt, nextAttemptAt, lastError } = delivery;
  const times = [
    [t("notices.deliveries.sent"), sentAt],
    [t("notices.deliveries.delivered"), deliveredAt],
    [t("notices.nextTry"), status === "pending" ? nextAttemptAt : null],
  ] as const;
  return (
    <li className="grid gap-1 py-2">
      <span className="flex flex-wrap items-center justify-between gap-2">
        <DeliveryBadge channel={channel} status={status} />
        <span className="text-muted-foreground">{t("notices.tries", { count: attempts })}</span>
      </span>
      {times.map(
        ([label, at]) =>
          at && (
            <span key={label} className="text-muted-foreground">
              {label}: <Moment at={at} />
            </span>
          ),
      )}
      {lastError && <span className="break-words text-negative">{lastError}</span>}
    </li>
  );
}
