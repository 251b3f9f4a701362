import { onceByKey } from "@nexa/client";
import type { AdminBill } from "@nexa/contracts";
import { Field } from "@nexa/ui/components/field.tsx";
import { Input } from "@nexa/ui/components/input.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { ReasonDialog } from "../run/reason-dialog.tsx";

/** Records that a bill was paid past the gateway, by cash, cheque or transfer. */
export function OfflinePaymentDialog({ bill, onClose }: { bill: AdminBill; onClose: () => void }) {
  const { t } = useTranslation();
  const { money } = useFormats();
  const queries = useQueryClient();
  const [reference, setReference] = useState("");
  const pay = useMutation(api.postpaid.payBillOffline.mutationOptions());
  const submit = async (reason: string) => {
    const request = { billId: bill.id, reference, reason };
    await onceByKey(`offline.${bill.id}`, request, (idempotencyKey) => pay.mutateAsync({ ...request, idempotencyKey }));
    toast.success(t("postpaid.offlineDone", { number: bill.number }));
    await queries.invalidateQueries({ queryKey: api.postpaid.pathKey() });
  };
  return (
    <ReasonDialog
      title={t("postpaid.offline")}
      confirmLabel={t("postpaid.offlineNow")}
      onClose={onClose}
      onSubmit={submit}
    >
      <p>{t("postpaid.offlineAbout", { amount: money(bill.outstandingMinor) })}</p>
      <Field label={t("postpaid.reference")} hint={t("postpaid.referenceHint")}>
        {(control) => (
          <Input
            {...control}
            required
            minLength={3}
            maxLength={100}
            value={reference}
            onChange={({ target }) => setReference(target.value)}
          />
        )}
      </Field>
    </ReasonDialog>
  );
}
