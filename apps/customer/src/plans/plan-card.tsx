import type { PublicPlan } from "@nexa/contracts";
import { Badge } from "@nexa/ui/components/badge.tsx";
import { Button } from "@nexa/ui/components/button.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { Link } from "@tanstack/react-router";
import { Check, Scale } from "lucide-react";
import { useTranslation } from "react-i18next";
import { rechargeLink } from "../recharge/recharge-link.ts";
import { usePlanFacts } from "./plan-facts.ts";
import { PlanOfferReason, PlanPrice } from "./price.tsx";

/** A plan in the list. All of it opens the details, except its two buttons. */
export function PlanCard(props: { plan: PublicPlan; isCompared: boolean; onCompare: () => void }) {
  const { t } = useTranslation();
  const { plan } = props;
  return (
    <li className="relative flex flex-col gap-3 rounded-card border bg-card p-4 shadow-card">
      <div className="flex items-start justify-between gap-3">
        <div>
          <PlanPrice plan={plan} className="text-xl leading-tight" />
          <h2 className="text-sm">
            <Link
              to="/plans"
              search={(before) => ({ ...before, plan: plan.id })}
              resetScroll={false}
              aria-label={t("plans.details", { name: plan.name })}
              className="font-medium after:absolute after:inset-0 after:rounded-card"
            >
              {plan.name}
            </Link>
          </h2>
        </div>
        {plan.isFeatured && <Badge tone="brand">{t("plans.popular")}</Badge>}
      </div>
      <Facts plan={plan} />
      <PlanOfferReason plan={plan} />
      <div className="mt-auto flex items-center justify-between gap-2 pt-1">
        <Button
          variant="quiet"
          aria-pressed={props.isCompared}
          aria-label={t("plans.compareThis", { name: plan.name })}
          onClick={props.onCompare}
          className="-ml-3 relative px-3 aria-pressed:bg-brand-soft aria-pressed:text-brand-strong"
        >
          {props.isCompared ? <Check /> : <Scale />}
          {t("plans.compare")}
        </Button>
        <Button asChild className="relative text-brand-strong">
          <Link {...rechargeLink({ plan: plan.id })} aria-label={t("plans.rechargeFor", { name: plan.name })}>
            {t("plans.recharge")}
          </Link>
        </Button>
      </div>
    </li>
  );
}

function Facts({ plan }: { plan: PublicPlan }) {
  const { t } = useTranslation();
  const { volume } = useFormats();
  const facts = usePlanFacts();
  const isDaily = plan.dailyDataLimitBytes !== null;
  const data = plan.dailyDataLimitBytes ?? plan.dataAllowanceBytes;
  const shown = [
    { label: isDaily ? t("plans.dataADay") : t("plans.data"), value: data === null ? null : volume(data) },
    { label: t("plans.validity"), value: facts.validity(plan) },
    { label: t("plans.calls"), value: facts.calls(plan) },
  ];
  return (
    <dl className="grid grid-cols-3 gap-2 text-sm">
      {shown.map(({ label, value }) => (
        <div key={label} className="min-w-0">
          <dt className="text-muted-foreground">{label}</dt>
          <dd className="tabular">{value ?? t("plans.none")}</dd>
        </div>
      ))}
    </dl>
  );
}
