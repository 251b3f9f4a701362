import type { Bill } from "@nexa/contracts";
import { Badge, type Tone } from "@nexa/ui/components/badge.tsx";
import { useTranslation } from "react-i18next";

const TONES: Record<Bill["status"], Tone> = {
  issued: "warning",
  overdue: "negative",
  paid: "positive",
  credited: "neutral",
  void: "neutral",
};

export function BillBadge({ bill }: { bill: Bill }) {
  const { t } = useTranslation();
  if (bill.isPaymentPending) return <Badge tone="warning">{t("postpaid.pendingPayment")}</Badge>;
  return <Badge tone={TONES[bill.status]}>{t(`postpaid.billStatus.${bill.status}`)}</Badge>;
}
