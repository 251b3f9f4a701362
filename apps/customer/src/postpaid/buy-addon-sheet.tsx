import { failureOf, onceByKey } from "@nexa/client";
import type { PublicPlan } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { Dialog } from "@nexa/ui/components/dialog.tsx";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { ErrorState, FormError } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { Money } from "@nexa/ui/format/display.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, client } from "../app/api.ts";
import { refreshPostpaid } from "./refresh-postpaid.ts";

const MOST = 50;

/** Sells data for the running cycle. A choice keeps its key until the answer is final, so neither a second click nor a reload buys it twice. */
export function BuyAddonSheet({ activationId, onClose }: { activationId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { money, volume } = useFormats();
  const found = useQuery(api.postpaid.listAddonPlans.queryOptions({ limit: MOST }));
  const [chosenId, setChosenId] = useState<string | null>(null);
  const buy = useMutation({
    mutationFn: (planId: string) => {
      const request = { activationId, planId };
      return onceByKey(`addon.${activationId}`, request, (idempotencyKey) =>
        client.postpaid.purchaseAddon.mutate({ ...request, idempotencyKey }),
      );
    },
    onSuccess: (addon) => {
      toast.success(t("postpaid.bought", { name: addon.planName }));
      void refreshPostpaid();
      onClose();
    },
  });
  const plans = found.data?.items ?? [];
  const chosen = plans.find(({ id }) => id === chosenId) ?? plans[0];
  const choose = (id: string) => {
    setChosenId(id);
    buy.reset();
  };
  const labelOf = (plan: PublicPlan) =>
    t("postpaid.buyConfirm", { volume: volume(plan.dataAllowanceBytes ?? 0), price: money(plan.priceMinor) });
  return (
    <Dialog
      isOpen
      shape="sheet"
      onClose={onClose}
      title={t("postpaid.buy")}
      actions={
        chosen && (
          <Button variant="primary" isBusy={buy.isPending} onClick={() => buy.mutate(chosen.id)}>
            {labelOf(chosen)}
          </Button>
        )
      }
    >
      <div className="grid gap-3 pt-2">
        {found.isPending && <Skeleton className="h-40" />}
        {found.isError && <ErrorState failure={failureOf(found.error)} onRetry={() => void found.refetch()} />}
        {plans.map((plan) => (
          <Choice key={plan.id} plan={plan} isChosen={plan.id === chosen?.id} onChoose={() => choose(plan.id)} />
        ))}
        <FormError failure={buy.error ? failureOf(buy.error) : null} />
      </div>
    </Dialog>
  );
}

function Choice({ plan, isChosen, onChoose }: { plan: PublicPlan; isChosen: boolean; onChoose: () => void }) {
  return (
    <label className="flex min-h-14 items-center gap-3 rounded-control border px-4 py-3 has-checked:border-brand has-checked:bg-brand-soft">
      <input type="radio" name="addon" className="size-4 accent-(--brand)" checked={isChosen} onChange={onChoose} />
      <span className="min-w-0 grow">
        <span className="block font-medium">{plan.name}</span>
        <span className="block text-muted-foreground text-sm">{plan.description}</span>
      </span>
      <Money minor={plan.priceMinor} className="font-medium" />
    </label>
  );
}
