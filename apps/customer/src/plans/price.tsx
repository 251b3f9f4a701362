import type { PublicPlan } from "@nexa/contracts";
import { Money } from "@nexa/ui/format/display.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { Tag } from "lucide-react";
import { useTranslation } from "react-i18next";
import { priceOf } from "./select-plans.ts";

/** What it costs now; the earlier price is struck through. */
export function PlanPrice({ plan, className }: { plan: PublicPlan; className?: string }) {
  const { t } = useTranslation();
  return (
    <p className={className}>
      <Money minor={priceOf(plan)} className="font-semibold" />
      {plan.bestOffer && (
        <s className="ml-2 font-normal text-base text-muted-foreground">
          <span className="sr-only">{t("plans.insteadOf")} </span>
          <Money minor={plan.priceMinor} />
        </s>
      )}
    </p>
  );
}

/** Why it costs less, and how long. */
export function PlanOfferReason({ plan }: { plan: PublicPlan }) {
  const { t } = useTranslation();
  const { day } = useFormats();
  if (!plan.bestOffer) return null;
  const { name, validUntil } = plan.bestOffer;
  return (
    <p className="flex items-baseline gap-1.5 text-positive text-sm">
      <Tag aria-hidden className="size-3.5 shrink-0 translate-y-0.5" />
      {t("plans.offerUntil", { name, date: day(validUntil) })}
    </p>
  );
}
