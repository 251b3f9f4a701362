import { failureOf } from "@nexa/client";
import { Card } from "@nexa/ui/components/card.tsx";
import { EmptyState, ErrorState } from "@nexa/ui/components/states.tsx";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { PackageX } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PlanActions } from "./plan-actions.tsx";
import { PlanDetail } from "./plan-detail.tsx";
import { PlanForm } from "./plan-form.tsx";
import { PlanSkeleton } from "./plan-panel.tsx";
import { allPlans } from "./use-catalog.ts";

/** A plan as a page of its own. */
export function PlanScreen({ planId }: { planId: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [isEditing, setEditing] = useState(false);
  const plans = useQuery(allPlans);
  if (plans.isError) return <ErrorState failure={failureOf(plans.error)} onRetry={() => void plans.refetch()} />;
  if (!plans.data) return <PlanSkeleton />;
  const plan = plans.data.find((each) => each.id === planId);
  if (!plan) return <EmptyState icon={PackageX} title={t("catalog.plan.gone")} text={t("catalog.plan.goneText")} />;
  return (
    <div className="grid max-w-3xl gap-4">
      <header className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="font-semibold text-xl">{plan.name}</h1>
        {!isEditing && (
          <div className="flex flex-wrap gap-2">
            <PlanActions
              plan={plan}
              onEdit={() => setEditing(true)}
              onDeleted={() => void navigate({ to: "/catalog/plans" })}
            />
          </div>
        )}
      </header>
      <Card>
        {isEditing ? (
          <PlanForm plan={plan} onCancel={() => setEditing(false)} onDone={() => setEditing(false)} />
        ) : (
          <PlanDetail plan={plan} />
        )}
      </Card>
    </div>
  );
}
