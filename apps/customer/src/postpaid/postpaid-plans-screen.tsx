import { failureOf, pagesOf } from "@nexa/client";
import type { PublicPlan } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { ErrorState } from "@nexa/ui/components/states.tsx";
import { Money } from "@nexa/ui/format/display.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, client } from "../app/api.ts";
import { ActivateSheet } from "./activate-sheet.tsx";
import { BackLink } from "./back-link.tsx";

const PAGE = 20;

/** The postpaid plans on sale. */
export function PostpaidPlansScreen() {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<PublicPlan | null>(null);
  return (
    <div className="grid gap-4">
      <BackLink to="/postpaid" />
      <h1 className="font-semibold text-2xl">{t("postpaid.plansTitle")}</h1>
      <Plans onChoose={setChosen} />
      {chosen && <ActivateSheet plan={chosen} onClose={() => setChosen(null)} />}
    </div>
  );
}

function Plans({ onChoose }: { onChoose: (plan: PublicPlan) => void }) {
  const { t } = useTranslation();
  const { listPlans } = client.postpaid;
  const found = useInfiniteQuery(
    pagesOf(api.postpaid.listPlans.pathKey(), (page) => listPlans.query({ limit: PAGE, ...page })),
  );
  if (found.isError) return <ErrorState failure={failureOf(found.error)} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton className="h-96 rounded-card" />;
  return (
    <>
      <ul className="grid gap-4 sm:grid-cols-2">
        {found.data.pages
          .flatMap((page) => page.items)
          .map((plan) => (
            <li key={plan.id} className="grid">
              <PlanCard plan={plan} onChoose={() => onChoose(plan)} />
            </li>
          ))}
      </ul>
      {found.hasNextPage && (
        <Button isBusy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t("family.more")}
        </Button>
      )}
    </>
  );
}

function PlanCard({ plan, onChoose }: { plan: PublicPlan; onChoose: () => void }) {
  const { t } = useTranslation();
  const { money, volume } = useFormats();
  const { maxSecondaryNumbers: others, overagePricePerGbMinor: overage, dataAllowanceBytes: data } = plan;
  const facts = [
    data === null
      ? t("postpaid.unlimited")
      : t(others ? "postpaid.data" : "postpaid.dataAlone", { volume: volume(data) }),
    others ? t("postpaid.sharedWith", { count: others }) : t("postpaid.forOne"),
    ...(overage === null ? [] : [t("postpaid.overagePrice", { price: money(overage) })]),
    ...plan.benefits,
  ];
  return (
    <Card className="flex flex-col gap-3">
      <div className="flex items-start justify-between gap-3">
        <h2 className="font-semibold">{plan.name}</h2>
        <p className="text-right">
          <Money minor={plan.priceMinor} className="font-semibold" />
          <span className="block text-muted-foreground text-sm">{t("postpaid.perCycle")}</span>
        </p>
      </div>
      <ul className="grid grow content-start gap-1 text-sm">
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      <Button onClick={onChoose} aria-label={t("postpaid.activateTitle", { plan: plan.name })}>
        {t("postpaid.activate")}
      </Button>
    </Card>
  );
}
