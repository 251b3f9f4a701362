import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { groupPhone } from "@nexa/ui/format/group-phone";
import { Link } from "@tanstack/react-router";
import { ChevronRight, Hourglass } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useFollowPayment } from "./follow-payment.ts";
import { type PaymentRecord, useOpenPayment } from "./payment-record.ts";
import { mayAsk } from "./send-payment.ts";

/** A payment of this tab that has no end yet, so that nobody pays again for want of an answer. */
export function OpenPaymentNote({ customerId }: { customerId: string }) {
  const open = useOpenPayment(customerId);
  return open && mayAsk(open) ? <Followed key={open.key} open={open} /> : null;
}

/** Keeps it going while the visitor is elsewhere, so that the note goes when the payment has its end. */
function Followed({ open }: { open: PaymentRecord }) {
  const { t } = useTranslation();
  const { money } = useFormats();
  useFollowPayment(open);
  const phone = groupPhone(open.wish.recipientPhoneNumber);
  return (
    <Link
      to="/recharge"
      search={{ payment: open.key }}
      className="flex items-center gap-3 rounded-card bg-warning-soft px-4 py-3 text-sm text-warning"
    >
      <Hourglass aria-hidden className="size-5 shrink-0" />
      <span className="min-w-0 grow">
        <span className="tabular block font-medium">{t("recharge.open", { amount: money(open.amountMinor) })}</span>
        {t("recharge.openText", { plan: open.planName, phone })}
      </span>
      <span className="sr-only">{t("recharge.see")}</span>
      <ChevronRight aria-hidden className="size-4 shrink-0" />
    </Link>
  );
}
