import type { PublicPlan } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { Dialog } from "@nexa/ui/components/dialog.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { Link } from "@tanstack/react-router";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { rechargeLink } from "../recharge/recharge-link.ts";
import { usePlanFacts } from "./plan-facts.ts";
import { PlanPrice } from "./price.tsx";
import { priceOf } from "./select-plans.ts";

/** Up to three plans side by side. Each row's name stands above its values, so that three fit on a phone. */
export function CompareDialog(props: {
  plans: readonly PublicPlan[];
  onRemove: (id: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen onClose={props.onClose} shape="sheet" title={t("plans.compareTitle")} className="sm:max-w-3xl">
      <table className="w-full table-fixed text-left text-sm">
        <Heads {...props} />
        <Rows plans={props.plans} />
        <tfoot>
          <tr>
            {props.plans.map((plan) => (
              <td key={plan.id} className="py-3 pr-2">
                <Button asChild isWide className="px-2 text-brand-strong">
                  <Link {...rechargeLink({ plan: plan.id })} aria-label={t("plans.rechargeFor", { name: plan.name })}>
                    {t("plans.recharge")}
                  </Link>
                </Button>
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </Dialog>
  );
}

function Heads({ plans, onRemove }: { plans: readonly PublicPlan[]; onRemove: (id: string) => void }) {
  const { t } = useTranslation();
  return (
    <thead>
      <tr>
        {plans.map((plan) => (
          <th key={plan.id} scope="col" className="py-1 pr-2 align-top font-medium">
            <span className="flex items-start justify-between gap-1">
              <span className="pt-1.5">{plan.name}</span>
              <Button
                variant="quiet"
                size="icon-sm"
                aria-label={t("plans.remove", { name: plan.name })}
                onClick={() => onRemove(plan.id)}
              >
                <X />
              </Button>
            </span>
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Rows({ plans }: { plans: readonly PublicPlan[] }) {
  const { t } = useTranslation();
  const { money, volume } = useFormats();
  const facts = usePlanFacts();
  const rows: [string, (plan: PublicPlan) => ReactNode][] = [
    [t("plans.price"), (plan) => <PlanPrice plan={plan} />],
    [t("plans.perDay"), (plan) => money(Math.round(priceOf(plan) / plan.validityDays))],
    [t("plans.validity"), facts.validity],
    [t("plans.data"), facts.totalData],
    [t("plans.dataADay"), (plan) => (plan.dailyDataLimitBytes === null ? "–" : volume(plan.dailyDataLimitBytes))],
    [t("plans.calls"), (plan) => facts.calls(plan) ?? t("plans.none")],
    [t("plans.sms"), (plan) => facts.sms(plan) ?? t("plans.none")],
    [t("plans.benefits"), (plan) => <BenefitList benefits={plan.benefits} />],
  ];
  return rows.map(([label, value]) => (
    <tbody key={label} className="border-t">
      <tr>
        <th scope="rowgroup" colSpan={plans.length} className="pt-2 font-normal text-muted-foreground">
          {label}
        </th>
      </tr>
      <tr>
        {plans.map((plan) => (
          <td key={plan.id} className="tabular pr-2 pb-2 align-top">
            {value(plan)}
          </td>
        ))}
      </tr>
    </tbody>
  ));
}

function BenefitList({ benefits }: { benefits: readonly string[] }) {
  return (
    <ul className="grid gap-1">
      {benefits.map((benefit) => (
        <li key={benefit}>{benefit}</li>
      ))}
    </ul>
  );
}
