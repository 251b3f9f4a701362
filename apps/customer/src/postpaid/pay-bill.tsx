import type { Bill, Transaction } from "@nexa/contracts";
import { PAYMENT_METHODS, type PaymentMethod } from "@nexa/contracts/enums";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { Field } from "@nexa/ui/components/field.tsx";
import { Select } from "@nexa/ui/components/select.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useSuspenseQuery } from "@tanstack/react-query";
import { CircleCheck, Clock } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { usePayBill } from "./use-pay-bill.ts";

const TEST_TOKENS = ["tok_success", "tok_declined", "tok_pending", "tok_timeout"] as const;
type TestToken = (typeof TEST_TOKENS)[number];

const PROMISE_S = 300;
const MINUTE_S = 60;

/** Pays what is outstanding, and tells how the payment stands until it has ended. */
export function PayBill({ bill }: { bill: Bill }) {
  const { t } = useTranslation();
  const { payment, pay, check, reset } = usePayBill(bill.id);
  if (payment.state === "paid") return <Paid transaction={payment.transaction} />;
  if (payment.state === "pending" || (payment.state === "idle" && bill.isPaymentPending)) {
    return <Pending startedAt={payment.startedAt} />;
  }
  if (payment.state === "sending") {
    return (
      <Card role="status" className="grid gap-1">
        <p className="animate-[breathe_1.2s_ease-in-out_infinite] font-medium">{t("postpaid.sending")}</p>
        <p className="text-muted-foreground text-sm">{t("postpaid.sendingText")}</p>
      </Card>
    );
  }
  if (payment.state === "unsure") {
    return (
      <Card className="grid gap-3">
        <FormError failure={payment.failure} />
        <p className="text-sm">{t("postpaid.unsure")}</p>
        <Button variant="primary" onClick={check}>
          {t("postpaid.check")}
        </Button>
      </Card>
    );
  }
  if (payment.state === "failed") {
    const said = payment.failure;
    const words = t(said?.reason === "billing.reversed" ? "postpaid.reversed" : "postpaid.declined");
    return (
      <Card className="grid gap-3">
        <FormError failure={said && { ...said, message: said.message || words }} />
        {bill.outstandingMinor > 0 && (
          <Button variant="primary" onClick={reset}>
            {t("postpaid.tryAgain")}
          </Button>
        )}
      </Card>
    );
  }
  const isOpen = bill.status === "issued" || bill.status === "overdue";
  return isOpen && bill.outstandingMinor > 0 ? <PayForm amountMinor={bill.outstandingMinor} onPay={pay} /> : null;
}

function PayForm(props: { amountMinor: number; onPay: (method: PaymentMethod, token?: string) => void }) {
  const { t } = useTranslation();
  const { money } = useFormats();
  const { isDemo } = useSuspenseQuery(api.settings.operator.queryOptions({})).data;
  const [method, setMethod] = useState<PaymentMethod>("upi");
  const [token, setToken] = useState<TestToken>("tok_success");
  const methods: PaymentMethod[] = ["upi", ...PAYMENT_METHODS.filter((each) => each !== "upi")];
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        props.onPay(method, isDemo ? token : undefined);
      }}
    >
      <fieldset className="grid grid-cols-2 gap-2">
        <legend className="mb-2 font-semibold">{t("postpaid.method")}</legend>
        {methods.map((each) => (
          <label
            key={each}
            className="flex min-h-12 items-center gap-3 rounded-control border bg-card px-3 has-checked:border-brand has-checked:bg-brand-soft"
          >
            <input
              type="radio"
              name="method"
              className="size-4 accent-(--brand)"
              checked={method === each}
              onChange={() => setMethod(each)}
            />
            {t(`postpaid.methods.${each}`)}
          </label>
        ))}
      </fieldset>
      {isDemo && (
        <Field label={t("postpaid.outcome")}>
          {(control) => (
            <Select
              {...control}
              value={token}
              onChange={({ target }) => setToken(TEST_TOKENS.find((each) => each === target.value) ?? "tok_success")}
            >
              {TEST_TOKENS.map((each) => (
                <option key={each} value={each}>
                  {t(`postpaid.outcomes.${each}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <Button type="submit" variant="primary" size="lg" isWide>
        {t("postpaid.pay", { amount: money(props.amountMinor) })}
      </Button>
    </form>
  );
}

/** The promise of five minutes, counted from when it was paid here. */
function Pending({ startedAt }: { startedAt: number }) {
  const { t } = useTranslation();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const left = startedAt === 0 ? null : PROMISE_S - Math.floor((now - startedAt) / 1000);
  const time = `${Math.floor((left ?? 0) / MINUTE_S)}:${String((left ?? 0) % MINUTE_S).padStart(2, "0")}`;
  return (
    <Card className="flex gap-3">
      <Clock aria-hidden className="size-6 shrink-0 text-warning" />
      <div className="grid gap-1">
        <p role="status" className="font-medium">
          {t("postpaid.pending")}
        </p>
        <p className="text-muted-foreground text-sm">
          {t(left !== null && left <= 0 ? "postpaid.pendingLate" : "postpaid.pendingText")}
        </p>
        {left !== null && left > 0 && (
          <p role="timer" className="tabular text-sm">
            {t("postpaid.pendingTimer", { time })}
          </p>
        )}
      </div>
    </Card>
  );
}

function Paid({ transaction }: { transaction: Transaction | null }) {
  const { t } = useTranslation();
  const { money } = useFormats();
  return (
    <Card className="flex gap-3">
      <CircleCheck aria-hidden className="size-6 shrink-0 text-positive" />
      <div className="grid gap-1">
        <p role="status" className="font-medium">
          {t("postpaid.receipt")}
        </p>
        {transaction && (
          <p className="tabular text-muted-foreground text-sm">
            {money(transaction.finalAmountMinor)} · {t("postpaid.reference")} {transaction.reference}
          </p>
        )}
      </div>
    </Card>
  );
}
