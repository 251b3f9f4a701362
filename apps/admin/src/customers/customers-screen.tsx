import type { CustomerSummary } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { EmptyState } from "@nexa/ui/components/states.tsx";
import { DataTable } from "@nexa/ui/data-table/data-table.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { UserPlus, Users } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { useList } from "../app/use-list.ts";
import { useMay } from "../app/use-may.ts";
import { useOperator } from "../forms/use-operator.ts";
import { CreateCustomerDialog } from "./create-customer-dialog.tsx";
import { CustomerFilters } from "./customer-filters.tsx";
import { CustomerPanel } from "./customer-panel.tsx";
import { type CustomerSearch, customersInput } from "./customer-search.ts";
import { Figures } from "./facts.tsx";
import { useCustomerColumns } from "./use-customer-columns.tsx";

export function CustomersScreen({ search }: { search: CustomerSearch }) {
  const { t } = useTranslation();
  const mayWrite = useMay("customers.write");
  const [isAdding, setAdding] = useState(false);
  const { timeZone } = useOperator();
  const query = useQuery({
    ...api.customers.list.queryOptions(customersInput(search, timeZone)),
    placeholderData: keepPreviousData,
  });
  const list = useList<CustomerSummary, CustomerSearch>(search, query);
  const columns = useCustomerColumns();
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h1 className="font-semibold text-xl">{t("customers.title")}</h1>
        {mayWrite && (
          <Button variant="primary" onClick={() => setAdding(true)}>
            <UserPlus />
            {t("customers.add")}
          </Button>
        )}
      </div>
      <CustomerFigures />
      <DataTable
        name="customers"
        label={t("customers.title")}
        columns={columns}
        rowId={(row) => row.id}
        {...list.table}
        sort={search.sort ?? (search.search ? undefined : "newest")}
        onOpen={(row) => list.open(row.id)}
        toolbar={<CustomerFilters search={search} set={list.set} clear={list.clear} />}
        empty={<EmptyState icon={Users} title={t("customers.empty")} text={t("customers.emptyText")} />}
      />
      {search.open && <CustomerPanel id={search.open} onClose={() => list.open(undefined)} />}
      {isAdding && (
        <CreateCustomerDialog
          onClose={() => setAdding(false)}
          onDone={(id) => {
            setAdding(false);
            list.open(id);
          }}
        />
      )}
    </div>
  );
}

function CustomerFigures() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { data } = useQuery(api.customers.stats.queryOptions({}));
  const shown = (value: number | undefined) => (value === undefined ? undefined : number(value));
  return (
    <Figures
      items={[
        [t("customers.stats.total"), shown(data?.total)],
        [t("customers.stats.active"), shown(data?.byStatus.active)],
        [t("customers.stats.newToday"), shown(data?.newToday)],
        [t("customers.stats.new30"), shown(data?.newLast30Days)],
        [t("customers.stats.withPlan"), shown(data?.withPlan)],
        [t("customers.stats.withPostpaid"), shown(data?.withPostpaid)],
      ]}
    />
  );
}
