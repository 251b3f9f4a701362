import { failureOf } from "@nexa/client";
import type { Line } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { EmptyState, ErrorState } from "@nexa/ui/components/states.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { groupPhone } from "@nexa/ui/format/group-phone";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChartColumn, Smartphone } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { useLine } from "../app/use-line.ts";
import { useNow } from "../queue/use-now.ts";
import { USAGE_RANGES, type UsageRange } from "./activity-search.ts";
import { UsageChart } from "./usage-chart.tsx";
import { everyDay, shiftDay } from "./usage-days.ts";
import { UsageTable } from "./usage-table.tsx";

/** What the chosen number used, day by day. */
export function Usage({ days, onDays }: { days: UsageRange; onDays: (days: UsageRange) => void }) {
  const { t } = useTranslation();
  const { line } = useLine();
  if (line === null) {
    return (
      <EmptyState
        icon={Smartphone}
        title={t("activity.noLine")}
        text={t("activity.noLineText")}
        action={
          <Button asChild variant="primary">
            <Link to="/you">{t("activity.addLine")}</Link>
          </Button>
        }
      />
    );
  }
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="tabular text-muted-foreground text-sm">{groupPhone(line.phoneNumber)}</p>
        <fieldset className="flex gap-1">
          <legend className="sr-only">{t("activity.range")}</legend>
          {USAGE_RANGES.map((range) => (
            <Button
              key={range}
              variant="quiet"
              aria-pressed={range === days}
              onClick={() => onDays(range)}
              className="px-3 aria-pressed:bg-brand-soft aria-pressed:text-brand-strong"
            >
              {t(`activity.last${range}`)}
            </Button>
          ))}
        </fieldset>
      </div>
      <UsageOf line={line} days={days} />
    </>
  );
}

function UsageOf({ line, days }: { line: Line; days: UsageRange }) {
  const { t } = useTranslation();
  const { dayKey } = useFormats();
  const today = dayKey(useNow());
  const from = shiftDay(today, 1 - days);
  const history = useQuery({
    ...api.usage.history.queryOptions({ lineId: line.id, from, to: today }),
    placeholderData: keepPreviousData,
  });
  const usage = useQuery(api.usage.get.queryOptions({ lineId: line.id }));
  if (history.isError && !history.data) {
    return <ErrorState failure={failureOf(history.error)} onRetry={() => void history.refetch()} />;
  }
  if (!history.data) return <Skeleton className="h-72 rounded-card" />;
  if (history.data.days.length === 0) {
    return <EmptyState icon={ChartColumn} title={t("activity.noUse")} text={t("activity.noUseText")} />;
  }
  const now = usage.data?.items[0];
  const limit =
    now?.base && now.dailyData
      ? { bytes: now.dailyData.limitBytes, planName: now.base.planName, since: dayKey(now.base.startsAt) }
      : null;
  return (
    <>
      <Card>
        <UsageChart days={everyDay(history.data.from, history.data.to, history.data.days)} limit={limit} />
      </Card>
      <UsageTable days={history.data.days} />
    </>
  );
}
