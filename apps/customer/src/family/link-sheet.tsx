import { failureOf } from "@nexa/client";
import type { LinkedAccount, LinkedNumber, Subscription } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { ConfirmDialog } from "@nexa/ui/components/confirm-dialog.tsx";
import { Dialog } from "@nexa/ui/components/dialog.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { Money, Phone, Volume } from "@nexa/ui/format/display.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { Fact } from "./link-card.tsx";
import { refreshLinks } from "./links.ts";

type Shown = { link: LinkedAccount; number: LinkedNumber };

/** Plans, data and spending of a family number, and the way to end the link. */
export function LinkSheet({ link, number, onClose }: Shown & { onClose: () => void }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const [isRemoving, setRemoving] = useState(false);
  const running = number.activePlans.flatMap((plan) => [plan, ...plan.topups]);
  return (
    <Dialog
      isOpen
      shape="sheet"
      onClose={onClose}
      title={link.label}
      description={<Phone number={link.phoneNumber} />}
      actions={
        <Button variant="danger" onClick={() => setRemoving(true)}>
          {t("family.remove")}
        </Button>
      }
    >
      <div className="grid gap-5 pt-2">
        <dl className="grid grid-cols-2 gap-4">
          <Fact label={t("family.usedToday")}>
            <Volume bytes={number.dataUse.todayBytes} />
          </Fact>
          <Fact label={t("family.used30")}>
            <Volume bytes={number.dataUse.last30DaysBytes} />
          </Fact>
          <Fact label={t("family.spentMonth")}>
            <Money minor={number.spending.thisMonthMinor} />
          </Fact>
          <Fact label={t("family.spentTotal")}>
            <Money minor={number.spending.totalMinor} />
          </Fact>
        </dl>
        {number.postpaidPlanName && <p>{t("family.postpaidPlan", { plan: number.postpaidPlanName })}</p>}
        {running.length === 0 && !number.postpaidPlanName && number.mode !== "postpaid_secondary" && (
          <p className="text-muted-foreground text-sm">{t("family.noPlan")}</p>
        )}
        <Plans title={t("family.running")} plans={running} />
        <Plans title={t("family.next")} plans={number.queue} isWaiting />
        {link.linkedAt && (
          <p className="text-muted-foreground text-sm">{t("family.since", { at: date(link.linkedAt) })}</p>
        )}
      </div>
      {isRemoving && <RemoveLink link={link} onClose={() => setRemoving(false)} onRemoved={onClose} />}
    </Dialog>
  );
}

function Plans({ title, plans, isWaiting }: { title: string; plans: Subscription[]; isWaiting?: boolean }) {
  const { t } = useTranslation();
  const { date, volume } = useFormats();
  if (plans.length === 0) return null;
  return (
    <section className="grid gap-2">
      <h3 className="font-medium">{title}</h3>
      <ul className="divide-y">
        {plans.map((plan) => (
          <li key={plan.id} className="flex flex-wrap justify-between gap-x-4 py-2 text-sm">
            <span>
              {isWaiting ? plan.planName : t("family.planEnds", { plan: plan.planName, at: date(plan.endsAt) })}
            </span>
            <span className="tabular text-muted-foreground">
              {isWaiting
                ? t("family.starts", { at: date(plan.startsAt) })
                : plan.dataBalanceBytes !== null && t("family.dataLeft", { volume: volume(plan.dataBalanceBytes) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function RemoveLink(props: { link: LinkedAccount; onClose: () => void; onRemoved: () => void }) {
  const { t } = useTranslation();
  const remove = useMutation(
    api.linkedAccounts.remove.mutationOptions({
      onSuccess: () => {
        toast.success(t("family.removed"));
        props.onRemoved();
      },
      onSettled: refreshLinks,
    }),
  );
  return (
    <ConfirmDialog
      isOpen
      isDangerous
      onClose={props.onClose}
      title={t("family.removeTitle", { label: props.link.label })}
      confirmLabel={t("family.remove")}
      onConfirm={() => remove.mutate({ linkedAccountId: props.link.id })}
      isBusy={remove.isPending}
    >
      <p>{t("family.removeText")}</p>
      <FormError failure={remove.error ? failureOf(remove.error) : null} />
    </ConfirmDialog>
  );
}
