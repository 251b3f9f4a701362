import { failureOf, onceByKey } from "@nexa/client";
import type { CancelSubscriptionOutput, Subscription } from "@nexa/contracts";
import { ConfirmDialog } from "@nexa/ui/components/confirm-dialog.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api, client } from "../app/api.ts";
import { useRefreshPlans } from "./use-queue.ts";

/** The longest that the operator's settings let a payment stay open. */
const LONGEST_PENDING_MS = 3_600_000;

/** Says what is given back before a waiting plan is cancelled. */
export function CancelDialog({ plan, onClose }: { plan: Subscription; onClose: () => void }) {
  const { t } = useTranslation();
  const { money } = useFormats();
  const refund = useRefundOf(plan);
  const refresh = useRefreshPlans();
  const tell = useTellCancelled(plan);
  const cancel = useMutation({
    mutationFn: (request: { subscriptionId: string }) =>
      onceByKey(`cancel.${plan.id}`, request, (idempotencyKey) =>
        client.subscriptions.cancel.mutate({ ...request, idempotencyKey }),
      ),
    onSuccess: (answer) => {
      tell(answer);
      onClose();
      return refresh();
    },
  });
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t("queue.cancelTitle", { name: plan.planName })}
      confirmLabel={t("queue.cancelConfirm")}
      keepLabel={t("shell.keepPlan")}
      onConfirm={() => cancel.mutate({ subscriptionId: plan.id })}
      isBusy={cancel.isPending}
      isDangerous
    >
      <p>
        {refund === null ? t("queue.cancelBackAny") : t("queue.cancelBack", { amount: money(refund) })}{" "}
        {t("queue.cancelKeep")}
      </p>
      <p className="text-muted-foreground">{t("queue.cancelMovesUp")}</p>
      <FormError failure={cancel.isError ? failureOf(cancel.error) : null} />
    </ConfirmDialog>
  );
}

/**
 * What this customer paid for the plan, null where that is not sure, as where someone else paid. A plan is made when its payment
 * settles, so its payment is among those of the hour before.
 */
function useRefundOf(plan: Subscription): number | null {
  const madeAt = timeOfId(plan.id);
  const window = { from: new Date(madeAt - LONGEST_PENDING_MS), until: new Date(madeAt + 1) };
  const bought = useQuery(
    api.transactions.list.queryOptions({
      ...{ type: "prepaid_recharge", status: "succeeded", limit: 100 },
      ...{ from: window.from.toISOString(), until: window.until.toISOString() },
    }),
  );
  const amounts = (bought.data?.items ?? [])
    .filter((each) => each.planId === plan.planId && each.recipientPhoneNumber === plan.phoneNumber)
    .map((each) => each.finalAmountMinor);
  const [first] = amounts;
  return first !== undefined && amounts.every((amount) => amount === first) ? first : null;
}

/** The instant an id carries. Read here, since the contracts' module of ids brings their checks along. */
function timeOfId(id: string): number {
  return Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
}

function useTellCancelled(plan: Subscription) {
  const { t } = useTranslation();
  const { money } = useFormats();
  const navigate = useNavigate();
  return ({ refund }: CancelSubscriptionOutput) => {
    const amount = money(refund.finalAmountMinor);
    toast.success(t("queue.cancelled", { name: plan.planName }), {
      description: t(refund.status === "pending" ? "queue.cancelledPending" : "queue.cancelledDone", { amount }),
      action: {
        label: t("queue.seeRefund"),
        onClick: () => void navigate({ to: "/activity/$transactionId", params: { transactionId: refund.id } }),
      },
    });
  };
}
