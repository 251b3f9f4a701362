import { onceByKey } from "@nexa/client";
import type { AdminBill } from "@nexa/contracts";
import { Field } from "@nexa/ui/components/field.tsx";
import { Input } from "@nexa/ui/components/input.tsx";
import { Select } from "@nexa/ui/components/select.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { ReasonDialog } from "../run/reason-dialog.tsx";

const MINOR = 100;

/** Takes money off a bill with a credit note: a waiver of what is owed, or a credit. */
export function CreditDialog({ bill, onClose }: { bill: AdminBill; onClose: () => void }) {
  const { t } = useTranslation();
  const { money } = useFormats();
  const queries = useQueryClient();
  const isOwed = bill.outstandingMinor > 0;
  const [kind, setKind] = useState<"waiver" | "credit">(isOwed ? "waiver" : "credit");
  const [amount, setAmount] = useState("");
  const credit = useMutation(api.postpaid.creditBill.mutationOptions());
  const amountMinor = Math.round(Number(amount) * MINOR);
  const submit = async (reason: string) => {
    const request = { billId: bill.id, kind, ...(amount !== "" && { amountMinor }), reason };
    const { creditNote } = await onceByKey(`credit.${bill.id}`, request, (idempotencyKey) =>
      credit.mutateAsync({ ...request, idempotencyKey }),
    );
    toast.success(t("postpaid.creditDone", { number: creditNote.number, amount: money(creditNote.amountMinor) }));
    await queries.invalidateQueries({ queryKey: api.postpaid.pathKey() });
  };
  const taken = amount === "" ? bill.outstandingMinor : amountMinor;
  return (
    <ReasonDialog
      title={t("postpaid.credit")}
      confirmLabel={t("postpaid.creditNow")}
      onClose={onClose}
      onSubmit={submit}
    >
      <Field label={t("postpaid.kind")} hint={t(`postpaid.creditAbout.${kind}`)}>
        {(control) => (
          <Select
            {...control}
            value={kind}
            onChange={({ target }) => setKind(target.value === "credit" ? "credit" : "waiver")}
          >
            {isOwed && <option value="waiver">{t("postpaid.creditKinds.waiver")}</option>}
            <option value="credit">{t("postpaid.creditKinds.credit")}</option>
          </Select>
        )}
      </Field>
      <Field
        label={t("postpaid.amount")}
        hint={isOwed ? t("postpaid.amountHint", { all: money(bill.outstandingMinor) }) : undefined}
      >
        {(control) => (
          <Input
            {...control}
            type="number"
            min="0.01"
            step="0.01"
            required={!isOwed}
            value={amount}
            onChange={({ target }) => setAmount(target.value)}
          />
        )}
      </Field>
      {isOwed && (
        <p>
          {t("postpaid.creditEffect", {
            left: money(Math.max(0, bill.outstandingMinor - taken)),
            was: money(bill.outstandingMinor),
          })}
        </p>
      )}
    </ReasonDialog>
  );
}
