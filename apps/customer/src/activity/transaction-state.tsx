import type { TransactionStatus, TransactionType } from "@nexa/contracts/enums";
import { Badge, type Tone } from "@nexa/ui/components/badge.tsx";
import { useTranslation } from "react-i18next";

const TONES: Record<TransactionStatus, Tone> = {
  pending: "warning",
  succeeded: "positive",
  failed: "negative",
  reversed: "neutral",
  refunded: "neutral",
  partially_refunded: "neutral",
};

/** How a payment or refund stands, in a word. */
export function TransactionState({ type, status }: { type: TransactionType; status: TransactionStatus }) {
  const { t } = useTranslation();
  const isRefund = type === "refund_adjustment";
  return (
    <Badge tone={TONES[status]}>
      {isRefund ? t(`activity.refundStatuses.${status}`) : t(`activity.statuses.${status}`)}
    </Badge>
  );
}
