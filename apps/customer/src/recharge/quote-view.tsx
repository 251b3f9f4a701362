import { failureOf } from "@nexa/client";
import type { QuoteRechargeOutput } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { ErrorState } from "@nexa/ui/components/states.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { DemoBank, MethodPicker } from "./method-picker.tsx";
import { PlanFacts } from "./plan-facts.tsx";
import { QuotePrice } from "./quote-price.tsx";
import { QuoteTiming } from "./quote-timing.tsx";
import type { RechargeSearch } from "./recharge-link.ts";
import { type PayChoice, usePay } from "./use-pay.ts";

type Kept = Pick<RechargeSearch, "to" | "add">;

/** What a recharge costs and does, and the one button that pays it. */
export function QuoteView(props: { planId: string; number: string; kept: Kept; customerId: string }) {
  const { planId, number, kept } = props;
  const [choice, setChoice] = useState<PayChoice>({
    method: "upi",
    useReferralDiscount: true,
    startsNow: false,
    token: undefined,
  });
  const { method, useReferralDiscount } = choice;
  const quote = useQuery({
    ...api.recharge.quote.queryOptions({
      planId,
      recipientPhoneNumber: number,
      paymentMethod: method,
      useReferralDiscount,
    }),
    placeholderData: keepPreviousData,
  });
  const change = (part: Partial<PayChoice>) => setChoice((before) => ({ ...before, ...part }));
  if (quote.isError) return <QuoteRefused error={quote.error} onRetry={() => void quote.refetch()} kept={kept} />;
  if (!quote.data) return <QuoteSkeleton />;
  return (
    <>
      <PlanHead planId={planId} name={quote.data.planName} kept={kept} />
      <Card className="grid gap-4">
        <QuotePrice quote={quote.data} usesReferral={useReferralDiscount} onChange={change} />
        <QuoteTiming quote={quote.data} startsNow={choice.startsNow} onChange={change} />
      </Card>
      <MethodPicker method={method} onChange={change} />
      <DemoBank token={choice.token} onChange={change} />
      <PayButton quote={quote.data} choice={choice} customerId={props.customerId} isOld={quote.isPlaceholderData} />
    </>
  );
}

function PlanHead({ planId, name, kept }: { planId: string; name: string; kept: Kept }) {
  const { t } = useTranslation();
  const plan = useQuery(api.catalog.getPlan.queryOptions({ planId })).data;
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="grid min-w-0">
        <h2 className="font-semibold text-xl">{name}</h2>
        {plan ? <PlanFacts plan={plan} /> : <Skeleton className="my-0.5 h-4 w-40" />}
      </div>
      <Button asChild size="md">
        <Link to="/recharge" search={kept}>
          {t("recharge.plan.change")}
        </Link>
      </Button>
    </div>
  );
}

function PayButton(props: { quote: QuoteRechargeOutput; choice: PayChoice; customerId: string; isOld: boolean }) {
  const { t } = useTranslation();
  const { money } = useFormats();
  const pay = usePay(props.customerId);
  return (
    <div className="sticky bottom-[calc(3.375rem+env(safe-area-inset-bottom))] -mx-4 bg-background px-4 py-3 md:bottom-0">
      <Button
        variant="primary"
        size="lg"
        isWide
        isBusy={props.isOld}
        className="tabular"
        onClick={() => void pay(props.quote, props.choice)}
      >
        {t("recharge.pay", { amount: money(props.quote.finalAmountMinor) })}
      </Button>
    </div>
  );
}

/** Why this plan cannot be had for this number, with the next thing to do. */
function QuoteRefused({ error, onRetry, kept }: { error: unknown; onRetry: () => void; kept: Kept }) {
  const { t } = useTranslation();
  const failure = failureOf(error);
  const mayRetry = failure.code === "NETWORK" || failure.code === "UNAVAILABLE" || failure.code === "RATE_LIMITED";
  const needsPlan = failure.reason === "recharge.topupNeedsPlan";
  return (
    <div className="grid justify-items-center">
      <ErrorState failure={failure} {...(mayRetry && { onRetry })} />
      {!mayRetry && (
        <Button asChild variant="primary">
          <Link to="/recharge" search={needsPlan && kept.to ? { to: kept.to } : needsPlan ? {} : kept}>
            {t(needsPlan ? "recharge.needsPlan" : "recharge.otherPlan")}
          </Link>
        </Button>
      )}
    </div>
  );
}

function QuoteSkeleton() {
  return (
    <div className="grid gap-5">
      <Skeleton className="h-12 w-56" />
      <Skeleton className="h-48 rounded-card" />
      <Skeleton className="h-36" />
      <Skeleton className="h-12" />
    </div>
  );
}
