import { failureOf } from "@nexa/client";
import type { SharedWithMe as Shared } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { ConfirmDialog } from "@nexa/ui/components/confirm-dialog.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { groupPhone } from "@nexa/ui/format/group-phone";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { refreshPostpaid } from "./refresh-postpaid.ts";

/** The customer's numbers on other people's plans. `activationId` is any plan of their own, which the list needs where there are several. */
export function SharedWithMe({ activationId }: { activationId: string | undefined }) {
  const { t } = useTranslation();
  const found = useQuery(api.postpaid.listSecondaryNumbers.queryOptions(activationId ? { activationId } : {}));
  if (found.isError) return <FormError failure={failureOf(found.error)} />;
  const shared = found.data?.sharedWithMe ?? [];
  if (shared.length === 0) return null;
  return (
    <section className="grid gap-3">
      <h2 className="font-semibold">{t("postpaid.sharedWithMe")}</h2>
      <Card className="py-0">
        <ul className="divide-y">
          {shared.map((each) => (
            <li key={each.id} className="grid gap-3 py-4">
              {each.status === "active" ? <Joined shared={each} /> : <Asked shared={each} />}
            </li>
          ))}
        </ul>
      </Card>
    </section>
  );
}

const namesOf = ({ phoneNumber, planName, ownerName }: Shared) => ({
  ...{ phone: groupPhone(phoneNumber), plan: planName, owner: ownerName },
});

function Joined({ shared }: { shared: Shared }) {
  const { t } = useTranslation();
  const { volume } = useFormats();
  const [isLeaving, setLeaving] = useState(false);
  const usage = useQuery(api.postpaid.getUsage.queryOptions({ secondaryId: shared.id })).data;
  const leave = useMutation(
    api.postpaid.removeSecondaryNumber.mutationOptions({
      onSuccess: () => {
        toast.success(t("postpaid.removedDone"));
        void refreshPostpaid();
      },
    }),
  );
  const data = usage?.pool?.data;
  return (
    <>
      <p className="font-medium">{t("postpaid.sharesOf", namesOf(shared))}</p>
      {data && data.allowance !== null && data.remaining !== null && (
        <p className="text-muted-foreground text-sm">
          {t("postpaid.poolLeft", {
            left: volume(data.remaining),
            all: volume(data.allowance),
            used: volume(usage.own.data),
          })}
        </p>
      )}
      <Button className="justify-self-start" onClick={() => setLeaving(true)}>
        {t("postpaid.leave")}
      </Button>
      <ConfirmDialog
        isOpen={isLeaving}
        isDangerous
        onClose={() => setLeaving(false)}
        title={t("postpaid.leaveTitle", namesOf(shared))}
        confirmLabel={t("postpaid.leave")}
        onConfirm={() => leave.mutate({ secondaryId: shared.id })}
        isBusy={leave.isPending}
      >
        <p>{t("postpaid.leaveText", namesOf(shared))}</p>
        <FormError failure={leave.error ? failureOf(leave.error) : null} />
      </ConfirmDialog>
    </>
  );
}

function Asked({ shared }: { shared: Shared }) {
  const { t } = useTranslation();
  const { phone } = namesOf(shared);
  const done = (sentence: string) => () => {
    toast.success(sentence);
    void refreshPostpaid();
  };
  const accept = useMutation(
    api.postpaid.confirmSecondaryNumber.mutationOptions({ onSuccess: done(t("postpaid.joined", { phone })) }),
  );
  const decline = useMutation(
    api.postpaid.removeSecondaryNumber.mutationOptions({ onSuccess: done(t("postpaid.declinedDone")) }),
  );
  const input = { secondaryId: shared.id };
  const error = accept.error ?? decline.error;
  return (
    <>
      <p className="font-medium">{t("postpaid.askedBy", namesOf(shared))}</p>
      <FormError failure={error ? failureOf(error) : null} />
      <div className="flex gap-2">
        <Button isBusy={accept.isPending} disabled={decline.isPending} onClick={() => accept.mutate(input)}>
          {t("postpaid.accept")}
        </Button>
        <Button
          variant="quiet"
          isBusy={decline.isPending}
          disabled={accept.isPending}
          onClick={() => decline.mutate(input)}
        >
          {t("postpaid.decline")}
        </Button>
      </div>
    </>
  );
}
