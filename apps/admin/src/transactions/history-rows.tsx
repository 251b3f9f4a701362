import type { AdminTransactionEvent, PaymentAttempt } from "@nexa/contracts";
import { TRANSACTION_STATUSES } from "@nexa/contracts/enums";
import { Moment, Money } from "@nexa/ui/format/display.tsx";
import { useTranslation } from "react-i18next";
import { AttemptBadge, TransactionBadge } from "../customers/badges.tsx";
import { Row } from "../customers/facts.tsx";

/** One move of the status: what it became, through what and by whom. */
export function EventRow({ event }: { event: AdminTransactionEvent }) {
  const { t, i18n } = useTranslation();
  const status = TRANSACTION_STATUSES.find((each) => each === event.toStatus);
  const word = (key: string) => (i18n.exists(key) ? t(key as never) : null);
  const words = [word(`transactions.cause.${event.cause}`), word(`people.actor.${event.actorKind}`)];
  return (
    <Row
      title={status ? <TransactionBadge status={status} /> : event.toStatus}
      text={words.filter(Boolean).join(" · ")}
      end={<Money minor={event.amountMinor} />}
      endText={<Moment at={event.createdAt} />}
    />
  );
}

/** One try with the gateway. */
export function AttemptRow({ attempt }: { attempt: PaymentAttempt }) {
  const { t } = useTranslation();
  return (
    <Row
      title={
        <span className="flex flex-wrap items-center gap-2">
          {t(attempt.kind === "charge" ? "transactions.charge" : "transactions.giveBack")}
          <AttemptBadge status={attempt.status} />
        </span>
      }
      text={[attempt.provider, attempt.providerReference, attempt.detail].filter(Boolean).join(" · ")}
      end={<Money minor={attempt.amountMinor} />}
      endText={<Moment at={attempt.updatedAt} />}
    />
  );
}
