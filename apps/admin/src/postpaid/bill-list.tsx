import type { AdminBill } from "@nexa/contracts";
import { BILL_STATUSES } from "@nexa/contracts/enums";
import { Badge } from "@nexa/ui/components/badge.tsx";
import type { Column } from "@nexa/ui/data-table/columns";
import { DataTable } from "@nexa/ui/data-table/data-table.tsx";
import { DayFilter, FilterBar, SearchFilter, SelectFilter } from "@nexa/ui/data-table/filter-bar.tsx";
import { Moment, Money, Phone } from "@nexa/ui/format/display.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { useList } from "../app/use-list.ts";
import { dayAfter, dayStart } from "../run/day-bounds.ts";
import { BillPanel } from "./bill-panel.tsx";
import { numberOf, type PostpaidSearch, phoneOf } from "./postpaid-search.ts";
import { BILL_TONES } from "./tones.ts";
import { useClear } from "./use-clear.ts";

const PAGE = 50;

export function BillList({ search }: { search: PostpaidSearch }) {
  const { t } = useTranslation();
  const { timeZone } = useFormats();
  const { after, open, from, until, sort } = search;
  const status = BILL_STATUSES.find((each) => each === search.status);
  const query = useQuery({
    ...api.postpaid.listBills.queryOptions({
      ...(status && { status }),
      ...numberOf(search.number),
      ...phoneOf(search.phoneNumber),
      ...(from && { from: dayStart(from, timeZone) }),
      ...(until && { until: dayAfter(until, timeZone) }),
      ...((sort === "newest" || sort === "oldest") && { sort }),
      ...(after && { cursor: after }),
      limit: PAGE,
    }),
    placeholderData: keepPreviousData,
  });
  const list = useList(search, query);
  const clear = useClear(search);
  const columns = useBillColumns();
  return (
    <>
      <DataTable
        name="bills"
        label={t("postpaid.views.bills")}
        columns={columns}
        rowId={(row) => row.number}
        {...list.table}
        onOpen={(row) => list.open(row.number)}
        toolbar={
          <FilterBar onClear={clear}>
            <SearchFilter
              label={t("postpaid.bill")}
              value={search.number}
              onChange={(number) => list.set({ number })}
            />
            <SearchFilter
              label={t("postpaid.number")}
              value={search.phoneNumber}
              onChange={(phoneNumber) => list.set({ phoneNumber })}
            />
            <SelectFilter
              label={t("postpaid.status")}
              value={status}
              options={BILL_STATUSES.map((value) => ({ value, label: t(`postpaid.billStatuses.${value}`) }))}
              onChange={(value) => list.set({ status: value })}
            />
            <DayFilter label={t("postpaid.from")} value={from} onChange={(value) => list.set({ from: value })} />
            <DayFilter label={t("postpaid.until")} value={until} onChange={(value) => list.set({ until: value })} />
          </FilterBar>
        }
      />
      {open !== undefined && <BillPanel number={open} onClose={() => list.open(undefined)} />}
    </>
  );
}

export function useBillColumns(): Column<AdminBill>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      { id: "number", label: t("postpaid.bill"), width: 8, cell: ({ number }) => number },
      { id: "customer", label: t("postpaid.customer"), width: 12, cell: ({ customer }) => customer.fullName },
      { id: "phone", label: t("postpaid.number"), width: 10, cell: (row) => <Phone number={row.phoneNumber} /> },
      {
        id: "status",
        label: t("postpaid.status"),
        width: 7,
        cell: ({ status }) => <Badge tone={BILL_TONES[status]}>{t(`postpaid.billStatuses.${status}`)}</Badge>,
      },
      {
        id: "total",
        label: t("postpaid.total"),
        align: "end",
        width: 7,
        cell: ({ totalMinor }) => <Money minor={totalMinor} />,
      },
      {
        id: "outstanding",
        label: t("postpaid.outstanding"),
        align: "end",
        width: 8,
        cell: (row) => <Money minor={row.outstandingMinor} />,
      },
      {
        id: "issued",
        label: t("postpaid.issued"),
        width: 8,
        sort: { descending: "newest", ascending: "oldest" },
        cell: ({ issuedAt }) => <Moment at={issuedAt} as="date" />,
      },
      { id: "due", label: t("postpaid.due"), width: 8, cell: ({ dueAt }) => <Moment at={dueAt} as="date" /> },
    ],
    [t],
  );
}
