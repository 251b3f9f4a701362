import { failureOf } from "@nexa/client";
import { Button } from "@nexa/ui/components/button.tsx";
import { Dialog } from "@nexa/ui/components/dialog.tsx";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { EmptyState, ErrorState } from "@nexa/ui/components/states.tsx";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Maximize2, PackageX } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PlanActions } from "./plan-actions.tsx";
import { PlanDetail } from "./plan-detail.tsx";
import { PlanForm } from "./plan-form.tsx";
import { allPlans } from "./use-catalog.ts";

/** A plan beside its list, to read and to change; `new` makes one. */
export function PlanPanel(props: { planId: string; onClose: () => void; onShow: (planId: string) => void }) {
  const { t } = useTranslation();
  const { planId, onClose } = props;
  const isNew = planId === "new";
  const [isEditing, setEditing] = useState(false);
  const plans = useQuery(allPlans);
  const plan = plans.data?.find((each) => each.id === planId) ?? null;
  const isForm = isNew || (isEditing && plan !== null);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      shape="panel"
      title={isNew ? t("catalog.plan.new") : (plan?.name ?? t("catalog.plan.one"))}
      actions={
        plan &&
        !isForm && (
          <>
            <Button asChild variant="quiet" className="mr-auto">
              <Link to="/catalog/plans/$planId" params={{ planId }}>
                <Maximize2 aria-hidden />
                {t("catalog.ownPage")}
              </Link>
            </Button>
            <PlanActions plan={plan} onEdit={() => setEditing(true)} onDeleted={onClose} />
          </>
        )
      }
    >
      {isForm && (
        <PlanForm
          plan={isNew ? null : plan}
          onCancel={() => (isNew ? onClose() : setEditing(false))}
          onDone={(saved) => {
            setEditing(false);
            props.onShow(saved.id);
          }}
        />
      )}
      {!isForm && plan && <PlanDetail plan={plan} />}
      {!isForm && plans.isPending && <PlanSkeleton />}
      {!isForm && plans.isError && <ErrorState failure={failureOf(plans.error)} onRetry={() => void plans.refetch()} />}
      {!isForm && plans.data && !plan && (
        <EmptyState icon={PackageX} title={t("catalog.plan.gone")} text={t("catalog.plan.goneText")} />
      )}
    </Dialog>
  );
}

export function PlanSkeleton() {
  return (
    <div className="grid gap-3">
      <Skeleton className="h-6 w-40" />
      <Skeleton className="h-5 w-full" />
      <Skeleton className="h-64 w-full" />
    </div>
  );
}
