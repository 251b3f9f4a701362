import { failureOf } from "@nexa/client";
import type { GetDashboardOutput } from "@nexa/contracts";
import { Select } from "@nexa/ui/components/select.tsx";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { ErrorState } from "@nexa/ui/components/states.tsx";
import { Moment } from "@nexa/ui/format/display.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { Breakdown } from "./breakdown.tsx";
import { KeyFigures } from "./key-figures.tsx";
import { daysOf, RANGES, type Range } from "./range.ts";
import { RevenueChart } from "./revenue-chart.tsx";

/** The counts move on every minute; asking more often would show nothing new. */
const LOOK_AGAIN_MS = 15_000;
const route = getRouteApi("/_app/");

export function Figures() {
  const { t } = useTranslation();
  const range = route.useSearch().range ?? "30";
  const query = useDashboard(range);
  const navigate = useNavigate();
  return (
    <div className="grid gap-4">
      <header className="flex flex-wrap items-center gap-3">
        <h1 className="grow font-semibold text-xl">{t("nav.dashboard")}</h1>
        {query.data?.countedAt && (
          <p className="text-muted-foreground text-xs">
            {t("dashboard.countedAt")} <Moment at={query.data.countedAt} as="time" />
          </p>
        )}
        <Select
          aria-label={t("dashboard.range")}
          className="w-auto"
          value={range}
          onChange={({ target }) => {
            const chosen = RANGES.find((each) => each === target.value);
            void navigate({ to: "/", search: chosen ? { range: chosen } : {} });
          }}
        >
          {RANGES.map((each) => (
            <option key={each} value={each}>
              {t(`dashboard.ranges.${each}`)}
            </option>
          ))}
        </Select>
      </header>
      {query.data ? (
        <Shown figures={query.data} />
      ) : query.error ? (
        <ErrorState failure={failureOf(query.error)} onRetry={() => void query.refetch()} />
      ) : (
        <Loading />
      )}
    </div>
  );
}

function useDashboard(range: Range) {
  const { dayKey } = useFormats();
  const operator = useQuery(api.settings.operator.queryOptions({}));
  const today = operator.data ? dayKey(operator.data.now) : undefined;
  return useQuery({
    ...api.analytics.dashboard.queryOptions(today === undefined ? {} : daysOf(range, today)),
    enabled: today !== undefined,
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_AGAIN_MS,
  });
}

function Shown({ figures }: { figures: GetDashboardOutput }) {
  return (
    <>
      <KeyFigures figures={figures} />
      <RevenueChart figures={figures} />
      <Breakdown figures={figures} />
    </>
  );
}

function Loading() {
  return (
    <div className="grid gap-4">
      <Skeleton className="h-44 rounded-card" />
      <Skeleton className="h-72 rounded-card" />
    </div>
  );
}
