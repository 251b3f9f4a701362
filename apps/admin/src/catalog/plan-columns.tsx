import type { StaffPlan } from "@nexa/contracts/catalog";
import type { Column } from "@nexa/ui/data-table/columns";
import { Moment, Money, Volume } from "@nexa/ui/format/display.tsx";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { PlanStatusBadge } from "./plan-detail.tsx";

/** The plans' table: what a plan is, what it costs now, how it sells. */
export function usePlanColumns(): Column<StaffPlan>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        id: "name",
        label: t("catalog.plan.name"),
        width: 11,
        cell: (plan) => plan.name,
        sort: { ascending: "name", descending: "-name" },
      },
      { id: "category", label: t("catalog.plan.category"), width: 9, cell: (plan) => plan.categoryName },
      { id: "type", label: t("catalog.plan.type"), width: 6, cell: (plan) => t(`catalog.types.${plan.type}`) },
      {
        id: "kind",
        label: t("catalog.plan.kind"),
        width: 6,
        cell: (plan) => t(`catalog.plan.kinds.${plan.isTopup ? "topup" : "base"}`),
      },
      {
        id: "status",
        label: t("catalog.plan.status"),
        width: 7,
        cell: (plan) => <PlanStatusBadge status={plan.status} />,
      },
      {
        id: "price",
        label: t("catalog.plan.price"),
        width: 9,
        align: "end",
        sort: { ascending: "price", descending: "-price" },
        cell: (plan) => <Price plan={plan} />,
      },
      {
        id: "validity",
        label: t("catalog.plan.validity"),
        width: 7,
        align: "end",
        sort: { ascending: "validity", descending: "-validity" },
        cell: (plan) => t("catalog.days", { count: plan.validityDays }),
      },
      {
        id: "data",
        label: t("catalog.plan.data"),
        width: 7,
        align: "end",
        cell: (plan) => (plan.dataAllowanceBytes === null ? "–" : <Volume bytes={plan.dataAllowanceBytes} />),
      },
      {
        id: "daily",
        label: t("catalog.plan.daily"),
        width: 7,
        align: "end",
        sort: { ascending: "dataPerDay", descending: "-dataPerDay" },
        cell: (plan) => (plan.dailyDataLimitBytes === null ? "–" : <Volume bytes={plan.dailyDataLimitBytes} />),
      },
      {
        id: "sales",
        label: t("catalog.plan.sales"),
        width: 8,
        align: "end",
        sort: { ascending: "popularity", descending: "-popularity" },
        cell: (plan) => <span className="tabular">{plan.recentSales}</span>,
      },
      {
        id: "updated",
        label: t("catalog.plan.updated"),
        isExtra: true,
        cell: (plan) => <Moment at={plan.updatedAt} as="date" />,
      },
    ],
    [t],
  );
}

function Price({ plan }: { plan: StaffPlan }) {
  if (plan.offerPriceMinor === null) return <Money minor={plan.priceMinor} />;
  return (
    <>
      <s className="mr-1.5 text-muted-foreground">
        <Money minor={plan.priceMinor} />
      </s>
      <Money minor={plan.offerPriceMinor} />
    </>
  );
}
