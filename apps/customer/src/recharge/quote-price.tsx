import type { ConsideredDiscount, QuoteRechargeOutput } from "@nexa/contracts";
import { Badge } from "@nexa/ui/components/badge.tsx";
import { Money } from "@nexa/ui/format/display.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useTranslation } from "react-i18next";
import type { PayChoice } from "./use-pay.ts";

/** The price with every discount looked at: which one counts, and what becomes of the other. */
export function QuotePrice(props: {
  quote: QuoteRechargeOutput;
  usesReferral: boolean;
  onChange: (part: Partial<PayChoice>) => void;
}) {
  const { t } = useTranslation();
  const { quote, usesReferral } = props;
  const isReferralSeen = quote.consideredDiscounts.some(({ type }) => type === "referral");
  const isReferralChosen = quote.discountType === "referral";
  return (
    <div className="grid gap-2">
      <Row label={t("recharge.price.label")}>
        <Money minor={quote.originalAmountMinor} />
      </Row>
      {quote.consideredDiscounts.map((discount) => (
        <DiscountRow key={discount.id} discount={discount} priceMinor={quote.originalAmountMinor} />
      ))}
      {quote.consideredDiscounts.length > 1 && (
        <p className="text-muted-foreground text-sm">
          {t(isReferralChosen ? "recharge.price.referralBetter" : "recharge.price.offerBetter")}
        </p>
      )}
      {(isReferralChosen || (!usesReferral && !isReferralSeen)) && (
        <label className="flex min-h-10 items-center gap-3 text-sm">
          <input
            type="checkbox"
            checked={usesReferral}
            onChange={({ target }) => props.onChange({ useReferralDiscount: target.checked })}
            className="size-5 accent-brand"
          />
          {t("recharge.price.useReferral")}
        </label>
      )}
      <div className="flex items-baseline justify-between gap-4 border-t pt-3 font-semibold text-xl">
        <span>{t("recharge.price.pay")}</span>
        <span aria-live="polite">
          <Money minor={quote.finalAmountMinor} />
        </span>
      </div>
    </div>
  );
}

function DiscountRow({ discount, priceMinor }: { discount: ConsideredDiscount; priceMinor: number }) {
  const { t } = useTranslation();
  const { money } = useFormats();
  const { type, label, isChosen } = discount;
  const left = type === "referral" ? t("recharge.price.kept") : t("recharge.price.notUsed");
  return (
    <Row label={type === "referral" ? t("recharge.price.referral") : label} isMuted={!isChosen}>
      <Badge tone={isChosen ? "positive" : "neutral"}>{isChosen ? t("recharge.price.best") : left}</Badge>
      <span className={isChosen ? "tabular text-positive" : "tabular line-through"}>
        −{money(priceMinor - discount.finalAmountMinor)}
      </span>
    </Row>
  );
}

function Row(props: { label: string; isMuted?: boolean; children: React.ReactNode }) {
  return (
    <div className={`flex flex-wrap items-center gap-x-3 text-sm ${props.isMuted ? "text-muted-foreground" : ""}`}>
      <span className="grow">{props.label}</span>
      {props.children}
    </div>
  );
}
