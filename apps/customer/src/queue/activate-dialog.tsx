import { failureOf } from "@nexa/client";
import type { ActivateNowOutput, Subscription } from "@nexa/contracts";
import { ConfirmDialog } from "@nexa/ui/components/confirm-dialog.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { lengthOf } from "./lay-out.ts";
import { useNow } from "./use-now.ts";
import { useRefreshPlans } from "./use-queue.ts";

const DAY_MS = 86_400_000;

/** Says what is lost before the running plan is cut short. */
export function ActivateDialog(props: {
  plan: Subscription;
  running: Subscription | null;
  others: number;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { dateTime } = useFormats();
  const { plan, running } = props;
  const now = useNow().getTime();
  const refresh = useRefreshPlans();
  const tell = useTellActivated();
  const activate = useMutation(
    api.subscriptions.activateNow.mutationOptions({
      onSuccess: (answer) => {
        tell(answer);
        props.onClose();
        return refresh();
      },
    }),
  );
  const until = new Date(now + lengthOf(plan));
  return (
    <ConfirmDialog
      isOpen
      onClose={props.onClose}
      title={t("queue.activateTitle", { name: plan.planName })}
      confirmLabel={t("queue.activate")}
      onConfirm={() => activate.mutate({ subscriptionId: plan.id })}
      isBusy={activate.isPending}
      isDangerous={running !== null}
    >
      {running && <Lost running={running} now={now} />}
      <p>
        {t("queue.activateRuns", { name: plan.planName, until: dateTime(until) })}
        {props.others > 0 && ` ${t("queue.activateOthers", { count: props.others })}`}
      </p>
      <FormError failure={activate.isError ? failureOf(activate.error) : null} />
    </ConfirmDialog>
  );
}

function Lost({ running, now }: { running: Subscription; now: number }) {
  const { t } = useTranslation();
  const { volume } = useFormats();
  const days = Math.floor((Date.parse(running.endsAt) - now) / DAY_MS);
  return (
    <div className="grid gap-1 rounded-control bg-warning-soft px-3 py-2 text-warning">
      <p>{t("queue.activateLoses", { name: running.planName })}</p>
      <ul className="list-disc pl-5 font-medium">
        <li>{days > 0 ? t("queue.loses.time", { count: days }) : t("queue.loses.hours")}</li>
        {running.dataBalanceBytes ? (
          <li>{t("queue.loses.data", { amount: volume(running.dataBalanceBytes) })}</li>
        ) : null}
      </ul>
      <p>{t("queue.activateNoRefund")}</p>
    </div>
  );
}

function useTellActivated() {
  const { t } = useTranslation();
  const { date } = useFormats();
  return ({ activated, forfeited }: ActivateNowOutput) => {
    const days = forfeited ? Math.floor((forfeited.forfeitedSeconds * 1_000) / DAY_MS) : 0;
    toast.success(t("queue.activated", { name: activated.planName, until: date(activated.endsAt) }), {
      ...(forfeited &&
        days > 0 && {
          description: t("queue.activatedLost", { name: forfeited.planName, days: t("queue.days", { count: days }) }),
        }),
    });
  };
}
