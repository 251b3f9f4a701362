import type { AdminActivation } from "@nexa/contracts";
import { ACTIVATION_STATUSES } from "@nexa/contracts/enums";
import { Badge } from "@nexa/ui/components/badge.tsx";
import type { Column } from "@nexa/ui/data-table/columns";
import { DataTable } from "@nexa/ui/data-table/data-table.tsx";
import { FilterBar, SearchFilter, SelectFilter } from "@nexa/ui/data-table/filter-bar.tsx";
import { Moment, Money, Phone } from "@nexa/ui/format/display.tsx";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { useList } from "../app/use-list.ts";
import { ActivationPanel } from "./activation-panel.tsx";
import { type PostpaidSearch, phoneOf } from "./postpaid-search.ts";
import { ACTIVATION_TONES } from "./tones.ts";
import { useClear } from "./use-clear.ts";

const PAGE = 50;

export function ActivationList({ search }: { search: PostpaidSearch }) {
  const { t } = useTranslation();
  const { after, open, suspendedFor } = search;
  const status = ACTIVATION_STATUSES.find((each) => each === search.status);
  const query = useQuery({
    ...api.postpaid.listActivations.queryOptions({
      ...(status && { status }),
      ...(suspendedFor && { suspendedFor }),
      ...phoneOf(search.phoneNumber),
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
      <DataTable
        name="activations"
        label={t("postpaid.views.activations")}
        columns={columns}
        rowId={(row) => `${row.customer.id}.${row.id}`}
        {...list.table}
        onOpen={(row) => list.open(`${row.customer.id}.${row.id}`)}
        toolbar={
          <FilterBar onClear={clear}>
            <SearchFilter
              label={t("postpaid.number")}
              value={search.phoneNumber}
              onChange={(phoneNumber) => list.set({ phoneNumber })}
            />
            <SelectFilter
              label={t("postpaid.status")}
              value={status}
              options={ACTIVATION_STATUSES.map((value) => ({ value, label: t(`postpaid.statuses.${value}`) }))}
              onChange={(value) => list.set({ status: value })}
            />
            <SelectFilter
              label={t("postpaid.suspendedFor")}
              value={suspendedFor}
              options={(["overdue", "staff"] as const).map((value) => ({
                value,
                label: t(`postpaid.causes.${value}`),
              }))}
              onChange={(value) => list.set({ suspendedFor: value })}
            />
          </FilterBar>
        }
      />
      {open !== undefined && <ActivationPanel open={open} onClose={() => list.open(undefined)} />}
    </>
  );
}

function useColumns(): Column<AdminActivation>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      { id: "customer", label: t("postpaid.customer"), width: 12, cell: ({ customer }) => customer.fullName },
      { id: "phone", label: t("postpaid.number"), width: 10, cell: (row) => <Phone number={row.phoneNumber} /> },
      { id: "plan", label: t("postpaid.plan"), width: 9, cell: ({ planName }) => planName },
      {
        id: "status",
        label: t("postpaid.status"),
        width: 8,
        cell: ({ status }) => <Badge tone={ACTIVATION_TONES[status]}>{t(`postpaid.statuses.${status}`)}</Badge>,
      },
      {
        id: "outstanding",
        label: t("postpaid.outstanding"),
        align: "end",
        width: 8,
        cell: (row) => <Money minor={row.outstandingMinor} />,
      },
      {
        id: "cycle",
        label: t("postpaid.cycleEnds"),
        width: 8,
        cell: ({ cycle }) => (cycle === null ? "–" : <Moment at={cycle.endsAt} as="date" />),
      },
      {
        id: "secondaries",
        label: t("postpaid.secondaries"),
        align: "end",
        width: 7,
        cell: (row) => `${row.secondaryCount} / ${row.maxSecondaryNumbers}`,
      },
      {
        id: "activated",
        label: t("postpaid.activated"),
        isExtra: true,
        cell: ({ activatedAt }) => <Moment at={activatedAt} as="date" />,
      },
    ],
    [t],
  );
}
