import { failureOf } from "@nexa/client";
import { Button } from "@nexa/ui/components/button.tsx";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { EmptyState, ErrorState } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ListOrdered, SearchX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLine } from "../app/use-line.ts";
import { CategoryTabs } from "./category-tabs.tsx";
import { CompareBar } from "./compare-bar.tsx";
import { CompareDialog } from "./compare-dialog.tsx";
import { PlanCard } from "./plan-card.tsx";
import { PlanSheet } from "./plan-sheet.tsx";
import { MAX_COMPARED, type PlansSearch } from "./plans-search.ts";
import { PlansToolbar } from "./plans-toolbar.tsx";
import { PostpaidNote } from "./postpaid-note.tsx";
import { categoriesOf, selectPlans } from "./select-plans.ts";
import { usePlans } from "./use-plans.ts";

const route = getRouteApi("/_app/plans");

/** What filters, without what is open over the list. */
const NO_FILTERS = { category: undefined, q: undefined, price: undefined, validity: undefined, daily: undefined };

export function PlansScreen() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { line } = useLine();
  const all = usePlans();
  const found = usePlans(search.q);
  const change = (part: Partial<PlansSearch>, replace = true) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace, resetScroll: false });
  const compared = search.compare ?? [];
  const toggle = (id: string) => {
    const rest = compared.filter((each) => each !== id);
    if (rest.length === MAX_COMPARED) toast.error(t("plans.compareFull"));
    else change({ compare: rest.length < compared.length ? rest : [...rest, id] });
  };
  const close = () => change({ plan: undefined });
  const shown = found.plans && selectPlans(found.plans, search);
  const comparedPlans = compared.flatMap((id) => all.plans?.find((plan) => plan.id === id) ?? []);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <h1 className="font-semibold text-2xl">{t("plans.title")}</h1>
        <Button asChild variant="link">
          <Link to="/queue">
            <ListOrdered />
            {t("plans.yourPlans")}
          </Link>
        </Button>
      </div>
      <PostpaidNote line={line} />
      <PlansToolbar search={search} onChange={change} count={shown?.length ?? 0} />
      <CategoryTabs
        categories={categoriesOf(all.plans ?? [])}
        chosen={search.category}
        onChoose={(category) => change({ category })}
      />
      {found.isError && <ErrorState failure={failureOf(found.error)} onRetry={() => void found.refetch()} />}
      {!shown && !found.isError && <Waiting />}
      {shown?.length === 0 && <Nothing onShowAll={() => change(NO_FILTERS)} />}
      {shown && shown.length > 0 && (
        <ul className="grid gap-3 sm:grid-cols-2">
          {shown.map((plan) => (
            <PlanCard
              key={plan.id}
              plan={plan}
              isCompared={compared.includes(plan.id)}
              onCompare={() => toggle(plan.id)}
            />
          ))}
        </ul>
      )}
      <CompareBar
        plans={comparedPlans}
        onClear={() => change({ compare: undefined })}
        onCompare={() => change({ isComparing: true }, false)}
      />
      {search.isComparing && comparedPlans.length > 0 && (
        <CompareDialog plans={comparedPlans} onRemove={toggle} onClose={() => change({ isComparing: undefined })} />
      )}
      {search.plan !== undefined && (
        <PlanSheet
          planId={search.plan}
          known={all.plans?.find(({ id }) => id === search.plan)}
          isCompared={compared.includes(search.plan)}
          onCompare={() => search.plan !== undefined && toggle(search.plan)}
          onClose={close}
        />
      )}
    </div>
  );
}

function Nothing({ onShowAll }: { onShowAll: () => void }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={SearchX}
      title={t("plans.nothing")}
      text={t("plans.nothingText")}
      action={<Button onClick={onShowAll}>{t("plans.showAll")}</Button>}
    />
  );
}

const CARDS = ["a", "b", "c", "d", "e", "f"];

function Waiting() {
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {CARDS.map((card) => (
        <Skeleton key={card} className="h-44 rounded-card" />
      ))}
    </div>
  );
}
