import { onceByKey } from "@nexa/client";
import type { AdminTransactionDetail } from "@nexa/contracts";
import { Field } from "@nexa/ui/components/field.tsx";
import { Input } from "@nexa/ui/components/input.tsx";
import { Select } from "@nexa/ui/components/select.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, client, queryClient } from "../app/api.ts";
import { ReasonDialog } from "../customers/reason-dialog.tsx";
import { minorOf } from "../forms/amounts.ts";
import { useOperator } from "../forms/use-operator.ts";
import { RefundEffect } from "./refund-effect.tsx";
import { refundableMinor } from "./refundable.ts";

/** Asks how much goes back and why, and says before what that does. */
export function RefundDialog(props: { transaction: AdminTransactionDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const { money } = useFormats();
  const { currency } = useOperator();
  const { transaction, onClose } = props;
  const [isPart, setPart] = useState(false);
  const [typed, setTyped] = useState("");
  const [isWrong, setWrong] = useState(false);
  const left = refundableMinor(transaction);
  const part = minorOf(typed, currency);
  const isFine = !isPart || (part !== null && part > 0 && part <= left);
  const amountMinor = isPart && isFine && part !== null ? part : left;
  const refund = useRefund(onClose);
  const confirm = (reason: string) => {
    setWrong(!isFine);
    if (!isFine) return;
    const request = { transactionId: transaction.id, ...(isPart && { amountMinor }), reason };
    refund.mutate(request);
  };
  return (
    <ReasonDialog
      title={t("transactions.refund.title", { reference: transaction.reference })}
      text={t("transactions.refund.left", { amount: money(left) })}
      confirm={t("transactions.refund.confirm", { amount: money(amountMinor) })}
      isDangerous
      isBusy={refund.isPending}
      error={refund.error}
      onClose={onClose}
      onConfirm={confirm}
    >
      <Field label={t("transactions.refund.kind")}>
        {(control) => (
          <Select
            {...control}
            value={isPart ? "part" : "full"}
            onChange={({ target }) => setPart(target.value === "part")}
          >
            <option value="full">{t("transactions.refund.full", { amount: money(left) })}</option>
            <option value="part">{t("transactions.refund.part")}</option>
          </Select>
        )}
      </Field>
      {isPart && (
        <Field
          label={t("transactions.refund.amount")}
          error={isWrong && !isFine ? t("transactions.refund.amountWrong", { amount: money(left) }) : undefined}
        >
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              autoComplete="off"
              className="tabular"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
      )}
      <RefundEffect transaction={transaction} amountMinor={amountMinor} isFull={amountMinor === left} />
    </ReasonDialog>
  );
}

function useRefund(onDone: () => void) {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: (request: { transactionId: string; amountMinor?: number; reason: string }) =>
      onceByKey(`refund.${request.transactionId}`, request, (idempotencyKey) =>
        client.transactions.refund.mutate({ ...request, idempotencyKey }),
      ),
    onSuccess: ({ refund }) => {
      const isPending = refund.status === "pending";
      toast.success(t(isPending ? "transactions.refund.pending" : "transactions.refund.done"));
      onDone();
    },
    onSettled: () => {
      const changed = [api.transactions.pathKey(), api.subscriptions.pathKey(), api.customers.timeline.pathKey()];
      for (const queryKey of changed) void queryClient.invalidateQueries({ queryKey });
    },
  });
}
