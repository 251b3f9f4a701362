import type { Transaction } from "@nexa/contracts";
import { Moment, Money, Phone } from "@nexa/ui/format/display.tsx";
import { useTranslation } from "react-i18next";
import { TransactionBadge } from "../customers/badges.tsx";
import { Row } from "../customers/facts.tsx";
import { TransactionLink } from "../customers/links.tsx";

/** A transaction in a short list. */
export function TransactionRow({ transaction }: { transaction: Transaction }) {
  const { t } = useTranslation();
  const { planName, type } = transaction;
  return (
    <Row
      title={
        <span className="flex flex-wrap items-center gap-2">
          <TransactionLink id={transaction.id}>
            {[t(`people.transactionType.${type}`), planName].filter(Boolean).join(" · ")}
          </TransactionLink>
          <TransactionBadge status={transaction.status} />
        </span>
      }
      text={
        <>
          <span className="tabular">{transaction.reference}</span> · <Phone number={transaction.recipientPhoneNumber} />
        </>
      }
      end={<Money minor={transaction.finalAmountMinor} />}
      endText={<Moment at={transaction.createdAt} />}
    />
  );
}
