import type { AdminTransactionDetail } from "@nexa/contracts";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { groupPhone } from "@nexa/ui/format/group-phone";
import { useTranslation } from "react-i18next";

/** What a refund of this amount does, said before it is done. */
export function RefundEffect(props: { transaction: AdminTransactionDetail; amountMinor: number; isFull: boolean }) {
  const { t } = useTranslation();
  const { money } = useFormats();
  const { transaction, isFull } = props;
  const isBill = transaction.type === "postpaid_bill_payment";
  const method = t(`people.method.${transaction.paymentMethod}`);
  const effects: string[] = [t("transactions.refund.effectMoney", { amount: money(props.amountMinor), method })];
  if (isBill) effects.push(t("transactions.refund.bill"));
  else if (isFull) {
    const phone = groupPhone(transaction.recipientPhoneNumber);
    effects.push(t("transactions.refund.fullPlan", { plan: transaction.planName ?? "", phone }));
    if (transaction.discountType === "referral") effects.push(t("transactions.refund.fullDiscount"));
    effects.push(t("transactions.refund.fullReward"));
  } else effects.push(t("transactions.refund.partPlan"));
  return (
    <div aria-live="polite" className="grid gap-1 rounded-control bg-muted px-3 py-2 text-sm">
      <p className="font-medium">{t("transactions.refund.effect")}</p>
      <ul className="grid list-disc gap-1 pl-5">
        {effects.map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
    </div>
  );
}
