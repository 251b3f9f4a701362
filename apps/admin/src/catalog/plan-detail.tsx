import type { StaffPlan } from "@nexa/contracts/catalog";
import { Badge } from "@nexa/ui/components/badge.tsx";
import { Moment, Money, Volume } from "@nexa/ui/format/display.tsx";
import { useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { OfferRow } from "./offer-row.tsx";
import { allOffers } from "./use-catalog.ts";

/** On sale or not, in one word. */
export function PlanStatusBadge({ status }: { status: StaffPlan["status"] }) {
  const { t } = useTranslation();
  return <Badge tone={status === "active" ? "positive" : "neutral"}>{t(`catalog.status.${status}`)}</Badge>;
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-4 py-2">
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="text-right">{children}</dd>
    </div>
  );
}

/** Everything about a plan, with its offers. */
export function PlanDetail({ plan }: { plan: StaffPlan }) {
  const { t } = useTranslation();
  const offers = useQuery(allOffers).data?.filter((offer) => offer.planId === plan.id) ?? [];
  const none = t("forms.none");
  return (
    <div className="grid gap-5 text-sm">
      <div className="flex flex-wrap gap-2">
        <PlanStatusBadge status={plan.status} />
        <Badge>{t(`catalog.types.${plan.type}`)}</Badge>
        {plan.isTopup && <Badge>{t("catalog.plan.topup")}</Badge>}
        {plan.isFeatured && <Badge tone="brand">{t("catalog.plan.featured")}</Badge>}
      </div>
      <p>{plan.description}</p>
      <dl className="grid divide-y border-y">
        <Fact label={t("catalog.plan.price")}>
          {plan.offerPriceMinor !== null && (
            <s className="mr-2 text-muted-foreground">
              <Money minor={plan.priceMinor} />
            </s>
          )}
          <Money minor={plan.offerPriceMinor ?? plan.priceMinor} className="font-medium" />
        </Fact>
        <Fact label={t("catalog.plan.category")}>{plan.categoryName}</Fact>
        <Fact label={t("catalog.plan.validity")}>{t("catalog.days", { count: plan.validityDays })}</Fact>
        <Fact label={t("catalog.plan.data")}>
          {plan.dataAllowanceBytes === null ? none : <Volume bytes={plan.dataAllowanceBytes} />}
        </Fact>
        <Fact label={t("catalog.plan.daily")}>
          {plan.dailyDataLimitBytes === null ? none : <Volume bytes={plan.dailyDataLimitBytes} />}
        </Fact>
        <Fact label={t("catalog.plan.talktime")}>{plan.talktimeMinutes ?? none}</Fact>
        <Fact label={t("catalog.plan.sms")}>{plan.smsCount ?? none}</Fact>
        {plan.type === "postpaid" && (
          <>
            <Fact label={t("catalog.plan.secondary")}>{plan.maxSecondaryNumbers ?? none}</Fact>
            <Fact label={t("catalog.plan.overage")}>
              {plan.overagePricePerGbMinor === null ? none : <Money minor={plan.overagePricePerGbMinor} />}
            </Fact>
          </>
        )}
        <Fact label={t("catalog.plan.sales")}>{plan.recentSales}</Fact>
        <Fact label={t("catalog.plan.updated")}>
          <Moment at={plan.updatedAt} />
        </Fact>
      </dl>
      {plan.benefits.length > 0 && (
        <ul className="grid gap-1">
          {plan.benefits.map((benefit) => (
            <li key={benefit} className="flex gap-2">
              <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-positive" />
              {benefit}
            </li>
          ))}
        </ul>
      )}
      <section className="grid gap-2">
        <h3 className="font-medium">{t("catalog.offers.title")}</h3>
        {offers.length === 0 && <p className="text-muted-foreground">{t("catalog.plan.noOffers")}</p>}
        <ul className="divide-y">
          {offers.map((offer) => (
            <OfferRow key={offer.id} offer={offer} />
          ))}
        </ul>
      </section>
    </div>
  );
}
