import { failureOf } from "@nexa/client";
import type { AdminTransactionDetail } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { ErrorState } from "@nexa/ui/components/states.tsx";
import { Moment, Money, Phone } from "@nexa/ui/format/display.tsx";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { useMay } from "../app/use-may.ts";
import { TransactionBadge } from "../customers/badges.tsx";
import { Facts, Part, Rows, RowsSkeleton } from "../customers/facts.tsx";
import { CustomerLink, TransactionLink } from "../customers/links.tsx";
import { AttemptRow, EventRow } from "./history-rows.tsx";
import { RefundDialog } from "./refund-dialog.tsx";
import { refundableMinor } from "./refundable.ts";
import { TransactionRow } from "./transaction-row.tsx";
import { usePayerName } from "./use-payer-name.ts";

/** A pending payment settles by itself; while somebody looks, it is asked for again. */
const PENDING_MS = 3_000;

export function TransactionDetail({ id }: { id: string }) {
  const { t } = useTranslation();
  const mayRefund = useMay("transactions.refund");
  const [isRefunding, setRefunding] = useState(false);
  const query = useQuery({
    ...api.transactions.get.queryOptions({ transactionId: id }),
    refetchInterval: ({ state }) => (state.data && isUnsettled(state.data) ? PENDING_MS : false),
  });
  if (query.isError) return <ErrorState failure={failureOf(query.error)} onRetry={() => void query.refetch()} />;
  if (!query.data) return <RowsSkeleton count={8} />;
  const transaction = query.data;
  const canRefund = mayRefund && refundableMinor(transaction) > 0;
  return (
    <div className="grid gap-6">
      <div className="flex flex-wrap items-center gap-3">
        <Money minor={transaction.finalAmountMinor} className="font-semibold text-lg" />
        <TransactionBadge status={transaction.status} />
        {canRefund && (
          <Button size="sm" className="ml-auto" onClick={() => setRefunding(true)}>
            {t("transactions.refund.action")}
          </Button>
        )}
      </div>
      <TransactionFacts transaction={transaction} />
      <Part title={t("transactions.history")}>
        <Rows>
          {transaction.events.map((event) => (
            <EventRow key={`${event.toStatus}${event.cause}${event.createdAt}${event.amountMinor}`} event={event} />
          ))}
        </Rows>
      </Part>
      <Part title={t("transactions.attempts")}>
        {transaction.attempts.length === 0 && (
          <p className="text-muted-foreground text-sm">{t("transactions.noAttempts")}</p>
        )}
        <Rows>
          {transaction.attempts.map((attempt) => (
            <AttemptRow key={attempt.id} attempt={attempt} />
          ))}
        </Rows>
      </Part>
      {transaction.refunds.length > 0 && (
        <Part title={t("transactions.refunds")}>
          <Rows>
            {transaction.refunds.map((refund) => (
              <TransactionRow key={refund.id} transaction={refund} />
            ))}
          </Rows>
        </Part>
      )}
      {isRefunding && <RefundDialog transaction={transaction} onClose={() => setRefunding(false)} />}
    </div>
  );
}

function isUnsettled({ status, refunds }: AdminTransactionDetail): boolean {
  return status === "pending" || refunds.some((refund) => refund.status === "pending");
}

function TransactionFacts({ transaction }: { transaction: AdminTransactionDetail }) {
  const { t } = useTranslation();
  const payerName = usePayerName();
  const { payer, discountType, discountAmountMinor: discount, refundedAmountMinor: refunded } = transaction;
  const amount = (minor: number) => <Money minor={minor} />;
  return (
    <Facts
      label={t("transactions.one")}
      items={[
        [t("transactions.type"), t(`people.transactionType.${transaction.type}`)],
        [
          t("transactions.payer"),
          payer ? <CustomerLink id={payer.id}>{payer.fullName}</CustomerLink> : payerName(transaction),
        ],
        [t("transactions.recipient"), <Phone key="phone" number={transaction.recipientPhoneNumber} />],
        [t("transactions.plan"), transaction.planName],
        [t("transactions.original"), discount > 0 ? amount(transaction.originalAmountMinor) : null],
        [
          t("transactions.discount"),
          discount > 0 ? (
            <>
              {amount(discount)}
              {discountType && ` (${t(`people.discount.${discountType}`)})`}
            </>
          ) : null,
        ],
        [t("transactions.captured"), amount(transaction.capturedAmountMinor)],
        [t("transactions.refunded"), refunded > 0 ? amount(refunded) : null],
        [t("transactions.method"), t(`people.method.${transaction.paymentMethod}`)],
        [t("transactions.made"), <Moment key="made" at={transaction.createdAt} />],
        [t("transactions.settled"), transaction.settledAt && <Moment key="settled" at={transaction.settledAt} />],
        [t("transactions.detail"), transaction.detail],
        [
          t("transactions.refundOf"),
          transaction.refundOfId && (
            <TransactionLink key="of" id={transaction.refundOfId}>
              {t("transactions.openOriginal")}
            </TransactionLink>
          ),
        ],
      ]}
    />
  );
}
