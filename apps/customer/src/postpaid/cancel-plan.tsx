import { failureOf } from "@nexa/client";
import type { PostpaidActivation } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { ConfirmDialog } from "@nexa/ui/components/confirm-dialog.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { refreshPostpaid } from "./refresh-postpaid.ts";

/** Ends the plan after saying what that costs, and goes on to its last bill. */
export function CancelPlan({ activation }: { activation: PostpaidActivation }) {
  const { t } = useTranslation();
  const { money } = useFormats();
  const navigate = useNavigate();
  const [isAsking, setAsking] = useState(false);
  const cancel = useMutation(
    api.postpaid.cancel.mutationOptions({
      onSuccess: ({ bill }) => {
        toast.success(t("postpaid.cancelled", { number: bill.number }));
        void refreshPostpaid();
        void navigate({ to: "/postpaid/bills/$billId", params: { billId: bill.id } });
      },
    }),
  );
  const amount = money(activation.estimate?.totalMinor ?? activation.priceMinor);
  return (
    <>
      <Button variant="danger" onClick={() => setAsking(true)}>
        {t("postpaid.cancel")}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        isDangerous
        onClose={() => setAsking(false)}
        title={t("postpaid.cancelTitle", { plan: activation.planName })}
        confirmLabel={t("postpaid.cancel")}
        keepLabel={t("shell.keepPlan")}
        onConfirm={() => cancel.mutate({ activationId: activation.id })}
        isBusy={cancel.isPending}
      >
        <p>{t("postpaid.cancelText", { amount })}</p>
        <FormError failure={cancel.error ? failureOf(cancel.error) : null} />
      </ConfirmDialog>
    </>
  );
}
