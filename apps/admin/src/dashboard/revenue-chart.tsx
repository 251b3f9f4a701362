import type { GetDashboardOutput } from "@nexa/contracts";
import { TrendChart } from "@nexa/ui/charts/trend-chart.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useTranslation } from "react-i18next";
import { daysBetween } from "./range.ts";

const MINOR_PER_MAJOR = 100;

/** Net revenue by day, the range before dashed. Days without sales count as nothing. */
export function RevenueChart({ figures }: { figures: GetDashboardOutput }) {
  const { t } = useTranslation();
  const { money, compact, day } = useFormats();
  const current = new Map(figures.revenueByDay.map(({ startsOn, netMinor }) => [startsOn, netMinor]));
  const before = new Map(figures.previousRevenueByDay.map(({ startsOn, netMinor }) => [startsOn, netMinor]));
  const daysBefore = daysBetween(figures.previousFrom, figures.previousTo);
  const points = daysBetween(figures.from, figures.to).map((key, index) => ({
    key,
    label: day(`${key}T12:00:00Z`),
    value: current.get(key) ?? 0,
    previous: before.get(daysBefore[index] ?? "") ?? 0,
  }));
  return (
    <Card>
      <h2 className="mb-3 font-semibold text-base">{t("dashboard.revenueByDay")}</h2>
      <TrendChart
        points={points}
        format={money}
        formatShort={(minor) => compact(minor / MINOR_PER_MAJOR)}
        label={t("dashboard.revenueByDay")}
        pointLabel={t("dashboard.day")}
        valueLabel={t("dashboard.thisRange")}
        previousLabel={t("dashboard.rangeBefore")}
      />
    </Card>
  );
}
