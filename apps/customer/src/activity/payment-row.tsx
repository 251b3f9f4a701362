import type { Transaction } from "@nexa/contracts";
import type { TransactionType } from "@nexa/contracts/enums";
import { cn } from "@nexa/ui/class-names";
import { Money } from "@nexa/ui/format/display.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { groupPhone } from "@nexa/ui/format/group-phone";
import { Link } from "@tanstack/react-router";
import { CirclePlus, type LucideIcon, ReceiptText, Smartphone, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { TransactionState } from "./transaction-state.tsx";

const ICONS: Record<TransactionType, LucideIcon> = {
  prepaid_recharge: Smartphone,
  topup_purchase: CirclePlus,
  postpaid_bill_payment: ReceiptText,
  refund_adjustment: Undo2,
};

/** One payment or refund; all of it leads to its receipt. */
export function PaymentRow({ transaction }: { transaction: Transaction }) {
  const { t } = useTranslation();
  const { day, time } = useFormats();
  const { type, status } = transaction;
  const Icon = ICONS[type];
  const isRefund = type === "refund_adjustment";
  const hasMoved = status !== "failed" && status !== "reversed";
  return (
    <li>
      <Link
        to="/activity/$transactionId"
        params={{ transactionId: transaction.id }}
        className="flex items-center gap-3 px-4 py-3 text-sm outline-offset-[-2px] hover:bg-muted/50"
      >
        <span className="grid size-10 shrink-0 place-items-center rounded-full bg-muted text-muted-foreground">
          <Icon aria-hidden className="size-5" />
        </span>
        <span className="grid min-w-0 grow gap-0.5">
          <span className="flex justify-between gap-3 font-medium">
            <span className="truncate">{transaction.planName ?? t(`activity.types.${type}`)}</span>
            <span className={cn("tabular shrink-0", !hasMoved && "font-normal text-muted-foreground line-through")}>
              {isRefund && "+ "}
              <Money minor={transaction.finalAmountMinor} />
            </span>
          </span>
          <span className="tabular truncate text-muted-foreground">
            {transaction.planName && `${t(`activity.types.${type}`)} `}
            {t("activity.forNumber", { phone: groupPhone(transaction.recipientPhoneNumber) })}
          </span>
          <span className="flex items-center justify-between gap-3">
            <time dateTime={transaction.createdAt} className="tabular text-muted-foreground">
              {day(transaction.createdAt)}, {time(transaction.createdAt)}
            </time>
            {(status !== "succeeded" || isRefund) && <TransactionState type={type} status={status} />}
          </span>
        </span>
      </Link>
    </li>
  );
}
