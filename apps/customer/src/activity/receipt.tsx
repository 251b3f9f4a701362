import type { TransactionDetail } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { Money, Phone } from "@nexa/ui/format/display.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { Copy } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { TransactionHistory } from "./transaction-history.tsx";
import { TransactionState } from "./transaction-state.tsx";

/** The receipt: the amount and how it stands, how it came about, and what happened when. */
export function Receipt({ transaction }: { transaction: TransactionDetail }) {
  const { t } = useTranslation();
  const { type, status } = transaction;
  return (
    <Card className="receipt grid gap-5">
      <header className="grid justify-items-start gap-1">
        <TransactionState type={type} status={status} />
        <Money minor={transaction.finalAmountMinor} className="font-semibold text-2xl" />
        <h1 className="font-medium">
          {t(`activity.types.${type}`)}
          {transaction.planName && `, ${transaction.planName}`}
        </h1>
        <Explained transaction={transaction} />
      </header>
      <Amounts transaction={transaction} />
      <Facts transaction={transaction} />
      <TransactionHistory transaction={transaction} />
    </Card>
  );
}

/** What the state means for the money, and what the bank or staff said. */
function Explained({ transaction }: { transaction: TransactionDetail }) {
  const { t } = useTranslation();
  const { money } = useFormats();
  const { type, status, detail } = transaction;
  const isOpenRefund = type === "refund_adjustment" && status === "pending";
  const words = isOpenRefund
    ? t("activity.explained.pendingRefund")
    : status === "succeeded"
      ? null
      : t(`activity.explained.${status}`, { amount: money(transaction.refundedAmountMinor) });
  return (
    <div role="status" className="text-muted-foreground text-sm">
      {words && <p>{words}</p>}
      {detail && <p>{detail}</p>}
    </div>
  );
}

function Amounts({ transaction }: { transaction: TransactionDetail }) {
  const { t } = useTranslation();
  const { type, status, discountType, discountAmountMinor, refundedAmountMinor } = transaction;
  const isPaid = status !== "pending" && status !== "failed" && status !== "reversed";
  if (type === "refund_adjustment") return null;
  return (
    <dl className="grid gap-1 text-sm">
      <Row label={t("activity.summary.price")}>
        <Money minor={transaction.originalAmountMinor} />
      </Row>
      {discountAmountMinor > 0 && (
        <Row label={t(`activity.summary.${discountType ?? "discount"}`)}>
          −<Money minor={discountAmountMinor} />
        </Row>
      )}
      <Row label={isPaid ? t("activity.summary.paid") : t("activity.summary.toPay")} isStrong>
        <Money minor={transaction.finalAmountMinor} />
      </Row>
      {refundedAmountMinor > 0 && (
        <Row label={t("activity.summary.back")}>
          <Money minor={refundedAmountMinor} />
        </Row>
      )}
    </dl>
  );
}

function Facts({ transaction }: { transaction: TransactionDetail }) {
  const { t } = useTranslation();
  const { dateTime } = useFormats();
  const copy = async () => {
    await navigator.clipboard.writeText(transaction.reference);
    toast.success(t("activity.copied"));
  };
  return (
    <dl className="grid gap-1 border-t pt-4 text-sm">
      <Row label={t("activity.facts.number")}>
        <Phone number={transaction.recipientPhoneNumber} />
      </Row>
      <Row label={t("activity.facts.method")}>{t(`activity.methods.${transaction.paymentMethod}`)}</Row>
      <Row label={t("activity.facts.made")}>{dateTime(transaction.createdAt)}</Row>
      {transaction.settledAt && <Row label={t("activity.facts.settled")}>{dateTime(transaction.settledAt)}</Row>}
      <Row label={t("activity.facts.reference")}>
        <span className="inline-flex items-center gap-1 break-all">
          {transaction.reference}
          <Button
            variant="quiet"
            size="icon"
            className="unprinted -my-2 -mr-3"
            aria-label={t("activity.copy")}
            onClick={() => void copy()}
          >
            <Copy />
          </Button>
        </span>
      </Row>
    </dl>
  );
}

function Row({ label, isStrong, children }: { label: string; isStrong?: boolean; children: ReactNode }) {
  return (
    <div className={isStrong ? "flex justify-between gap-4 font-medium" : "flex justify-between gap-4"}>
      <dt className={isStrong ? "" : "text-muted-foreground"}>{label}</dt>
      <dd className="tabular text-right">{children}</dd>
    </div>
  );
}
