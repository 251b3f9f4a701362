import { PLAN_STATUSES, PLAN_TYPES } from "@nexa/contracts/enums";
import { Button } from "@nexa/ui/components/button.tsx";
import { DataTable } from "@nexa/ui/data-table/data-table.tsx";
import { FilterBar, SearchFilter, SelectFilter } from "@nexa/ui/data-table/filter-bar.tsx";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { useList } from "../app/use-list.ts";
import { useMay } from "../app/use-may.ts";
import { usePlanColumns } from "./plan-columns.tsx";
import { PLAN_KINDS } from "./plan-kinds.ts";
import { PlanPanel } from "./plan-panel.tsx";
import { allCategories } from "./use-catalog.ts";

const route = getRouteApi("/_app/catalog/plans/");

/** Every plan, on sale or not. */
export function PlansScreen() {
  const { t } = useTranslation();
  const mayWrite = useMay("catalog.write");
  const search = route.useSearch();
  const { after, open, kind, ...filters } = search;
  const query = useQuery({
    ...api.catalog.listPlans.queryOptions({
      ...filters,
      ...(kind && { isTopup: kind === "topup" }),
      limit: 50,
      ...(after && { cursor: after }),
    }),
    placeholderData: keepPreviousData,
  });
  const list = useList(search, query);
  const categories = useQuery(allCategories).data ?? [];
  const columns = usePlanColumns();
  return (
    <div className="grid gap-4">
      <header className="flex items-center justify-between gap-3">
        <h1 className="font-semibold text-xl">{t("catalog.plans.title")}</h1>
        {mayWrite && (
          <Button variant="primary" onClick={() => list.open("new")}>
            <Plus aria-hidden />
            {t("catalog.plan.new")}
          </Button>
        )}
      </header>
      <DataTable
        name="plans"
        label={t("catalog.plans.title")}
        columns={columns}
        rowId={(row) => row.id}
        {...list.table}
        onOpen={(row) => list.open(row.id)}
        toolbar={
          <FilterBar onClear={list.clear}>
            <SearchFilter
              label={t("catalog.plans.search")}
              value={search.search}
              onChange={(value) => list.set({ search: value })}
            />
            <SelectFilter
              label={t("catalog.plan.category")}
              value={search.categoryId}
              options={categories.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(categoryId) => list.set({ categoryId })}
            />
            <SelectFilter
              label={t("catalog.plan.type")}
              value={search.type}
              options={PLAN_TYPES.map((type) => ({ value: type, label: t(`catalog.types.${type}`) }))}
              onChange={(type) => list.set({ type })}
            />
            <SelectFilter
              label={t("catalog.plan.kind")}
              value={kind}
              options={PLAN_KINDS.map((value) => ({ value, label: t(`catalog.plan.kinds.${value}`) }))}
              onChange={(value) => list.set({ kind: value })}
            />
            <SelectFilter
              label={t("catalog.plan.status")}
              value={search.status}
              options={PLAN_STATUSES.map((status) => ({ value: status, label: t(`catalog.status.${status}`) }))}
              onChange={(status) => list.set({ status })}
            />
          </FilterBar>
        }
      />
      {open && <PlanPanel planId={open} onClose={() => list.open(undefined)} onShow={(planId) => list.open(planId)} />}
    </div>
  );
}
