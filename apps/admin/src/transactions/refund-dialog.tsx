import { failureOf } from "@nexa/client";
import type { AdminTransactionDetail } from "@nexa/contracts";
import { Field } from "@nexa/ui/components/field.tsx";
import { Input } from "@nexa/ui/components/input.tsx";
import { Select } from "@nexa/ui/components/select.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, queryClient } from "../app/api.ts";
import { ReasonDialog } from "../customers/reason-dialog.tsx";
import { minorOf } from "../forms/amounts.ts";
import { useOperator } from "../forms/use-operator.ts";
import { RefundEffect } from "./refund-effect.tsx";
import { forgetRefundKey, refundKey } from "./refund-key.ts";
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
  const refund = useRefund(transaction.id, onClose);
  const confirm = (reason: string) => {
    setWrong(!isFine);
    if (!isFine) return;
    const request = { transactionId: transaction.id, ...(isPart && { amountMinor }), reason };
    refund.mutate({ ...request, idempotencyKey: refundKey(request) });
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

/** A key lives until the answer is final: an answer that never came may still have been a refund. */
function useRefund(transactionId: string, onDone: () => void) {
  const { t } = useTranslation();
  return useMutation(
    api.transactions.refund.mutationOptions({
      onSuccess: ({ refund }) => {
        forgetRefundKey(transactionId);
        const isPending = refund.status === "pending";
        toast.success(t(isPending ? "transactions.refund.pending" : "transactions.refund.done"));
        onDone();
      },
      onError: (error) => {
        const { code } = failureOf(error);
        if (code !== "NETWORK" && code !== "UNAVAILABLE" && code !== "INTERNAL") forgetRefundKey(transactionId);
      },
      onSettled: () => {
        const changed = [api.transactions.pathKey(), api.subscriptions.pathKey(), api.customers.timeline.pathKey()];
        for (const queryKey of changed) void queryClient.invalidateQueries({ queryKey });
      },
    }),
  );
}
