import type { Subscription } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { Moment, Money, Phone } from "@nexa/ui/format/display.tsx";
import { Link } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { PaymentState } from "./payment-record.ts";

/** What was paid and what it brought, with exact times. */
export function Receipt({ state }: { state: Extract<PaymentState, { kind: "paid" }> }) {
  const { t } = useTranslation();
  const { transaction, subscription } = state;
  const plan = transaction.planName ?? subscription?.planName ?? "";
  return (
    <div className="grid gap-5 py-4">
      <div className="grid justify-items-center gap-3 text-center">
        <CircleCheck aria-hidden className="size-12 text-positive" />
        <h1 className="font-semibold text-xl" role="status">
          {t(`recharge.receipt.${titleOf(subscription)}`, { plan })}
        </h1>
      </div>
      {state.isStartRefused && (
        <p className="rounded-card bg-warning-soft px-4 py-3 text-sm text-warning">
          {t("recharge.receipt.startRefused")}
        </p>
      )}
      <Card>
        <dl className="grid gap-3 text-sm">
          <Fact label={t("recharge.receipt.number")}>
            <Phone number={transaction.recipientPhoneNumber} />
          </Fact>
          {subscription && (
            <>
              <Fact label={t("recharge.receipt.starts")}>
                <Moment at={subscription.startsAt} />
              </Fact>
              <Fact label={t("recharge.receipt.ends")}>
                <Moment at={subscription.endsAt} />
              </Fact>
            </>
          )}
          <Fact label={t("recharge.receipt.amount")}>
            <Money minor={transaction.finalAmountMinor} className="font-semibold" />
          </Fact>
          {transaction.discountAmountMinor > 0 && (
            <Fact label={t("recharge.receipt.saved")}>
              <Money minor={transaction.discountAmountMinor} className="text-positive" />
            </Fact>
          )}
          <Fact label={t("recharge.receipt.method")}>{t(`recharge.method.${transaction.paymentMethod}`)}</Fact>
          <Fact label={t("recharge.receipt.time")}>
            <Moment at={transaction.createdAt} />
          </Fact>
          <Fact label={t("recharge.receipt.reference")}>
            <span className="tabular break-all">{transaction.reference}</span>
          </Fact>
        </dl>
      </Card>
      <ReceiptActions isWaiting={subscription?.status === "queued"} />
    </div>
  );
}

function titleOf(subscription: Subscription | null): "active" | "queued" | "topup" | "paid" {
  if (subscription === null) return "paid";
  if (subscription.isTopup) return "topup";
  return subscription.status === "queued" ? "queued" : "active";
}

function ReceiptActions({ isWaiting }: { isWaiting: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-2">
      <Button asChild variant="primary" size="lg">
        <Link to="/">{t("recharge.receipt.home")}</Link>
      </Button>
      {isWaiting && (
        <Button asChild size="lg">
          <Link to="/queue">{t("recharge.receipt.queue")}</Link>
        </Button>
      )}
    </div>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="text-right">{children}</dd>
    </div>
  );
}
