import type { AdminTransaction } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { EmptyState } from "@nexa/ui/components/states.tsx";
import { DataTable } from "@nexa/ui/data-table/data-table.tsx";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Banknote, Download } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { useList } from "../app/use-list.ts";
import { useMay } from "../app/use-may.ts";
import { useOperator } from "../forms/use-operator.ts";
import { ExportDialog } from "./export-dialog.tsx";
import { TransactionFilterBar } from "./transaction-filters.tsx";
import { TransactionPanel } from "./transaction-panel.tsx";
import { type TransactionSearch, transactionFilters } from "./transaction-search.ts";
import { useTransactionColumns } from "./use-transaction-columns.tsx";

const PAGE = 100;

export function TransactionsScreen({ search }: { search: TransactionSearch }) {
  const { t } = useTranslation();
  const mayExport = useMay("transactions.export");
  const [isExporting, setExporting] = useState(false);
  const filters = transactionFilters(search, useOperator());
  const query = useQuery({
    ...api.transactions.list.queryOptions({ ...filters, limit: PAGE, ...(search.after && { cursor: search.after }) }),
    placeholderData: keepPreviousData,
  });
  const list = useList<AdminTransaction, TransactionSearch>(search, query);
  const columns = useTransactionColumns();
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h1 className="font-semibold text-xl">{t("transactions.title")}</h1>
        {mayExport && (
          <Button onClick={() => setExporting(true)}>
            <Download />
            {t("transactions.export.action")}
          </Button>
        )}
      </div>
      <DataTable
        name="transactions"
        label={t("transactions.title")}
        columns={columns}
        rowId={(row) => row.id}
        {...list.table}
        sort={search.sort ?? "newest"}
        onOpen={(row) => list.open(row.id)}
        toolbar={<TransactionFilterBar search={search} set={list.set} clear={list.clear} />}
        empty={<EmptyState icon={Banknote} title={t("transactions.empty")} text={t("transactions.emptyText")} />}
      />
      {search.open && <TransactionPanel id={search.open} onClose={() => list.open(undefined)} />}
      {isExporting && <ExportDialog filters={filters} onClose={() => setExporting(false)} />}
    </div>
  );
}
