import type { ListDuePaymentsOutput } from "@nexa/contracts";
import type { Column } from "@nexa/ui/data-table/columns";
import { DataTable } from "@nexa/ui/data-table/data-table.tsx";
import { FilterBar, SelectFilter } from "@nexa/ui/data-table/filter-bar.tsx";
import { Moment, Money, Phone } from "@nexa/ui/format/display.tsx";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { useList } from "../app/use-list.ts";
import { useMay } from "../app/use-may.ts";
import { BillPanel } from "./bill-panel.tsx";
import { DuesByAge } from "./dues-by-age.tsx";
import type { PostpaidSearch } from "./postpaid-search.ts";
import { useClear } from "./use-clear.ts";

const PAGE = 50;
type Due = ListDuePaymentsOutput["items"][number];

/** What is owed, by age and bill by bill. */
export function DueList({ search }: { search: PostpaidSearch }) {
  const { t } = useTranslation();
  const mayRead = useMay("analytics.read");
  const { after, open, overdue } = search;
  const query = useQuery({
    ...api.postpaid.listDuePayments.queryOptions({
      ...(overdue && { isOverdue: overdue === "yes" }),
      ...(after && { cursor: after }),
      limit: PAGE,
    }),
    placeholderData: keepPreviousData,
  });
  const list = useList(search, query);
  const clear = useClear(search);
  const columns = useColumns();
  return (
    <>
      {mayRead && <DuesByAge />}
      <DataTable
        name="dues"
        label={t("postpaid.views.dues")}
        columns={columns}
        rowId={(row) => row.number}
        {...list.table}
        onOpen={(row) => list.open(row.number)}
        toolbar={
          <FilterBar onClear={clear}>
            <SelectFilter
              label={t("postpaid.age")}
              value={overdue}
              options={[
                { value: "yes", label: t("postpaid.overdue") },
                { value: "no", label: t("postpaid.notDue") },
              ]}
              onChange={(value) => list.set({ overdue: value })}
            />
          </FilterBar>
        }
      />
      {open !== undefined && <BillPanel number={open} onClose={() => list.open(undefined)} />}
    </>
  );
}

function useColumns(): Column<Due>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      { id: "number", label: t("postpaid.bill"), width: 8, cell: ({ number }) => number },
      { id: "customer", label: t("postpaid.customer"), width: 12, cell: ({ customer }) => customer.fullName },
      { id: "phone", label: t("postpaid.number"), width: 10, cell: (row) => <Phone number={row.phoneNumber} /> },
      {
        id: "outstanding",
        label: t("postpaid.outstanding"),
        align: "end",
        width: 8,
        cell: (row) => <Money minor={row.outstandingMinor} />,
      },
      { id: "due", label: t("postpaid.due"), width: 8, cell: ({ dueAt }) => <Moment at={dueAt} as="date" /> },
      {
        id: "age",
        label: t("postpaid.age"),
        width: 8,
        cell: ({ daysOverdue }) =>
          daysOverdue === 0 ? t("postpaid.notYet") : t("postpaid.daysOverdue", { count: daysOverdue }),
      },
    ],
    [t],
  );
}
