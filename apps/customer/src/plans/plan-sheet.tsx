import { failureOf } from "@nexa/client";
import type { PublicPlan } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { Dialog } from "@nexa/ui/components/dialog.tsx";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { EmptyState, ErrorState } from "@nexa/ui/components/states.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { rechargeLink } from "../recharge/recharge-link.ts";
import { usePlanFacts } from "./plan-facts.ts";
import { PlanOfferReason, PlanPrice } from "./price.tsx";
import { priceOf } from "./select-plans.ts";

/** Everything about one plan, over the list. */
export function PlanSheet(props: {
  planId: string;
  /** The plan as the list knows it, shown at once. */
  known?: PublicPlan;
  isCompared: boolean;
  onCompare: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { planId, known } = props;
  const query = useQuery({ ...api.catalog.getPlan.queryOptions({ planId }), placeholderData: known });
  const plan = query.data;
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      shape="sheet"
      title={plan?.name ?? t("plans.title")}
      description={plan?.categoryName}
      actions={
        plan && (
          <>
            <Button size="lg" aria-pressed={props.isCompared} onClick={props.onCompare}>
              {props.isCompared ? <Check /> : null}
              {t("plans.compare")}
            </Button>
            <Button asChild variant="primary" size="lg" className="grow">
              <Link {...rechargeLink({ plan: plan.id })}>{t("plans.recharge")}</Link>
            </Button>
          </>
        )
      }
    >
      {plan ? (
        <Details plan={plan} />
      ) : query.isError ? (
        <Missing error={query.error} onRetry={query.refetch} />
      ) : (
        <Waiting />
      )}
    </Dialog>
  );
}

function Details({ plan }: { plan: PublicPlan }) {
  const { t } = useTranslation();
  const { money, volume } = useFormats();
  const facts = usePlanFacts();
  const rows = [
    [t("plans.data"), facts.totalData(plan)],
    ...(plan.dailyDataLimitBytes === null ? [] : [[t("plans.dataADay"), volume(plan.dailyDataLimitBytes)]]),
    [t("plans.validity"), facts.validity(plan)],
    [t("plans.calls"), facts.calls(plan) ?? t("plans.none")],
    [t("plans.sms"), facts.sms(plan) ?? t("plans.none")],
    [t("plans.perDay"), money(Math.round(priceOf(plan) / plan.validityDays))],
  ];
  return (
    <div className="grid gap-4">
      <div className="grid gap-1">
        <PlanPrice plan={plan} className="text-2xl" />
        <PlanOfferReason plan={plan} />
        {plan.bestOffer?.description && <p className="text-muted-foreground text-sm">{plan.bestOffer.description}</p>}
      </div>
      <p className="text-sm">{plan.description}</p>
      {plan.isTopup && <p className="rounded-control bg-muted px-3 py-2 text-sm">{t("plans.topupNote")}</p>}
      <dl className="divide-y text-sm">
        {rows.map(([label, value]) => (
          <div key={label} className="flex justify-between gap-4 py-2">
            <dt className="text-muted-foreground">{label}</dt>
            <dd className="tabular text-right">{value}</dd>
          </div>
        ))}
      </dl>
      {plan.benefits.length > 0 && (
        <div className="grid gap-2 text-sm">
          <h3 className="font-medium">{t("plans.benefits")}</h3>
          <ul className="grid gap-1.5">
            {plan.benefits.map((benefit) => (
              <li key={benefit} className="flex gap-2">
                <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-brand-strong" />
                {benefit}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function Missing({ error, onRetry }: { error: unknown; onRetry: () => unknown }) {
  const { t } = useTranslation();
  const failure = failureOf(error);
  if (failure.code === "NOT_FOUND" || failure.code === "INVALID")
    return <EmptyState title={t("plans.gone")} text={t("plans.goneText")} />;
  return <ErrorState failure={failure} onRetry={() => void onRetry()} />;
}

function Waiting() {
  return (
    <div className="grid gap-4">
      <Skeleton className="h-8 w-32" />
      <Skeleton className="h-10" />
      <Skeleton className="h-40" />
    </div>
  );
}
