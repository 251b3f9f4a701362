import type { AdminSubscription } from "@nexa/contracts";
import { Phone } from "@nexa/ui/format/display.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useTranslation } from "react-i18next";
import { SubscriptionBadge } from "../customers/badges.tsx";
import { Row } from "../customers/facts.tsx";
import { TransactionLink } from "../customers/links.tsx";

/** A plan of a line in a short list. */
export function SubscriptionRow({ subscription }: { subscription: AdminSubscription }) {
  const { t } = useTranslation();
  const { dateTime, volume } = useFormats();
  const { dataBalanceBytes: data, startsAt, endsAt, queuePosition } = subscription;
  return (
    <Row
      title={
        <>
          {queuePosition !== null && <span className="tabular text-muted-foreground">{queuePosition}. </span>}
          <TransactionLink id={subscription.transactionId}>{subscription.planName}</TransactionLink> ·{" "}
          <Phone number={subscription.phoneNumber} />
        </>
      }
      text={t("subscriptions.from", { start: dateTime(startsAt), end: dateTime(endsAt) })}
      end={
        <span className="flex items-center gap-2">
          {subscription.isTopup && <span className="text-muted-foreground">{t("subscriptions.topup")}</span>}
          <SubscriptionBadge status={subscription.status} />
        </span>
      }
      endText={data !== null && `${t("subscriptions.balance")}: ${volume(data)}`}
    />
  );
}
