import { Button } from "@nexa/ui/components/button.tsx";
import { EmptyState } from "@nexa/ui/components/states.tsx";
import { useFailureText } from "@nexa/ui/failure-text";
import { Link } from "@tanstack/react-router";
import { CircleX, SearchX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useFollowPayment } from "./follow-payment.ts";
import { PaymentPending } from "./payment-pending.tsx";
import { PaymentProgress } from "./payment-progress.tsx";
import { type PaymentRecord, type PaymentState, usePayment } from "./payment-record.ts";
import { Receipt } from "./receipt.tsx";
import { mayAsk } from "./send-payment.ts";

/** A payment from its first moment to its receipt, whichever of them the visitor comes back to. */
export function PaymentView({ paymentKey, customerId }: { paymentKey: string; customerId: string }) {
  const record = usePayment(paymentKey);
  const isLost = record?.state.kind === "sending" && !mayAsk(record);
  if (record === null || record.customerId !== customerId || isLost) return <PaymentUnknown />;
  return <Followed record={record} />;
}

function Followed({ record }: { record: PaymentRecord }) {
  const step = useFollowPayment(record);
  const { state } = record;
  if (state.kind === "failed" || state.kind === "refused") return <PaymentFailed record={record} state={state} />;
  if (state.kind === "paid" && state.isComplete) return <Receipt state={state} />;
  if (state.kind === "pending") return <PaymentPending record={record} />;
  return <PaymentProgress step={step} amountMinor={record.amountMinor} />;
}

function PaymentUnknown() {
  const { t } = useTranslation();
  return (
    <div>
      <h1 className="sr-only">{t("recharge.title")}</h1>
      <EmptyState
        icon={SearchX}
        title={t("recharge.unknown.title")}
        text={t("recharge.unknown.text")}
        action={
          <Button asChild variant="primary">
            <Link to="/activity">{t("recharge.unknown.activity")}</Link>
          </Button>
        }
      />
    </div>
  );
}

type Failed = Extract<PaymentState, { kind: "failed" | "refused" }>;

function PaymentFailed({ record, state }: { record: PaymentRecord; state: Failed }) {
  const { t } = useTranslation();
  const text = useFailureText();
  const isReversed = state.failure.reason === "recharge.reversed";
  const kind = state.kind === "refused" ? "refused" : isReversed ? "reversed" : "declined";
  const { planId, recipientPhoneNumber } = record.wish;
  return (
    <div role="alert" className="grid justify-items-center gap-3 py-8 text-center">
      <CircleX aria-hidden className="size-12 text-negative" />
      <h1 className="font-semibold text-xl">{t(`recharge.failed.${kind}`)}</h1>
      <p className="max-w-sm text-muted-foreground text-sm">
        {text(state.failure)} {state.kind === "failed" && t("recharge.failed.nothing")}
      </p>
      <div className="mt-4 grid w-full max-w-xs gap-2">
        <Button asChild variant="primary" size="lg">
          <Link to="/recharge" search={{ plan: planId, to: recipientPhoneNumber }} replace>
            {t("recharge.failed.again")}
          </Link>
        </Button>
        <Button asChild variant="quiet" size="lg">
          <Link to="/">{t("recharge.receipt.home")}</Link>
        </Button>
      </div>
    </div>
  );
}
