import type { TransactionDetail } from "@nexa/contracts";
import { TRANSACTION_STATUSES } from "@nexa/contracts/enums";
import { Moment } from "@nexa/ui/format/display.tsx";
import { useTranslation } from "react-i18next";

/** Each status it went through, oldest first. */
export function TransactionHistory({ transaction }: { transaction: TransactionDetail }) {
  const { t } = useTranslation();
  const isRefund = transaction.type === "refund_adjustment";
  const name = (text: string) => {
    const status = TRANSACTION_STATUSES.find((each) => each === text);
    if (status === undefined) return text;
    return isRefund ? t(`activity.refundStatuses.${status}`) : t(`activity.statuses.${status}`);
  };
  return (
    <div className="grid gap-2 border-t pt-4 text-sm">
      <h2 className="font-medium">{t("activity.history")}</h2>
      <ol className="grid gap-2">
        {transaction.events.map((event) => (
          <li key={`${event.createdAt} ${event.toStatus}`} className="flex justify-between gap-4">
            <span>{name(event.toStatus)}</span>
            <Moment at={event.createdAt} className="text-right text-muted-foreground" />
          </li>
        ))}
      </ol>
    </div>
  );
}
