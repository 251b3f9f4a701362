import { failureOf } from "@nexa/client";
import type { PublicPlan } from "@nexa/contracts";
import { Input } from "@nexa/ui/components/input.tsx";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { EmptyState, ErrorState } from "@nexa/ui/components/states.tsx";
import { Money } from "@nexa/ui/format/display.tsx";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { PlanFacts } from "./plan-facts.tsx";
import type { RechargeSearch } from "./recharge-link.ts";

const MOST_LISTED = 50;
const LOOKED_THROUGH = 30;
const MAX_AGAIN = 3;

/** The plans for a number, those bought for it before first. */
export function PlanChooser({ number, kept }: { number: string; kept: RechargeSearch }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const isTopup = kept.add === "data";
  const asked = useDeferredValue(search.trim());
  const plans = useQuery({
    ...api.catalog.listPlans.queryOptions({
      type: "prepaid",
      isTopup,
      limit: MOST_LISTED,
      ...(asked !== "" && { search: asked }),
    }),
    placeholderData: keepPreviousData,
  });
  const boughtIds = useBoughtBefore(number);
  if (plans.isError) return <ErrorState failure={failureOf(plans.error)} onRetry={() => void plans.refetch()} />;
  const found = plans.data?.items ?? [];
  const again = asked === "" ? found.filter(({ id }) => boughtIds.includes(id)).slice(0, MAX_AGAIN) : [];
  const rest = found.filter((plan) => !again.includes(plan));
  return (
    <div className="grid gap-4">
      <Input
        type="search"
        aria-label={t("recharge.choose.search")}
        placeholder={t("recharge.choose.search")}
        value={search}
        maxLength={100}
        onChange={({ target }) => setSearch(target.value)}
      />
      {plans.isPending && <ChooserSkeleton />}
      {plans.isSuccess && found.length === 0 && (
        <EmptyState icon={SearchX} title={t("recharge.choose.none")} text={t("recharge.choose.noneText")} />
      )}
      {again.length > 0 && <PlanList title={t("recharge.choose.again")} plans={again} kept={kept} />}
      {rest.length > 0 && (
        <PlanList title={t(isTopup ? "recharge.choose.data" : "recharge.choose.all")} plans={rest} kept={kept} />
      )}
    </div>
  );
}

function useBoughtBefore(number: string): string[] {
  const bought = useQuery(api.transactions.list.queryOptions({ limit: LOOKED_THROUGH })).data?.items ?? [];
  return bought.flatMap(({ planId, recipientPhoneNumber }) =>
    planId !== null && recipientPhoneNumber === number ? [planId] : [],
  );
}

function PlanList(props: { title: string; plans: PublicPlan[]; kept: RechargeSearch }) {
  return (
    <section className="grid gap-2">
      <h2 className="font-medium text-muted-foreground text-sm">{props.title}</h2>
      <ul className="divide-y rounded-card border bg-card shadow-card">
        {props.plans.map((plan) => (
          <li key={plan.id}>
            <Link
              to="/recharge"
              search={{ ...props.kept, plan: plan.id }}
              className="flex items-center gap-4 px-4 py-3 hover:bg-muted"
            >
              <span className="grid min-w-0 grow">
                <span className="truncate font-medium">{plan.name}</span>
                <PlanFacts plan={plan} />
              </span>
              <span className="grid justify-items-end">
                <Money minor={plan.offerPriceMinor ?? plan.priceMinor} className="font-medium" />
                {plan.offerPriceMinor !== null && (
                  <s className="text-muted-foreground text-sm">
                    <Money minor={plan.priceMinor} />
                  </s>
                )}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ChooserSkeleton() {
  return (
    <div className="grid gap-2">
      {["a", "b", "c", "d", "e"].map((row) => (
        <Skeleton key={row} className="h-16" />
      ))}
    </div>
  );
}
