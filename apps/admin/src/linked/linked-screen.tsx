import type { AdminLinkedAccount } from "@nexa/contracts";
import { LINK_RELATIONSHIPS, LINK_STATUSES } from "@nexa/contracts/enums";
import { EmptyState } from "@nexa/ui/components/states.tsx";
import type { Column } from "@nexa/ui/data-table/columns";
import { DataTable } from "@nexa/ui/data-table/data-table.tsx";
import { FilterBar, SearchFilter, SelectFilter } from "@nexa/ui/data-table/filter-bar.tsx";
import { Moment, Phone } from "@nexa/ui/format/display.tsx";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Network } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { useList } from "../app/use-list.ts";
import { LinkBadge } from "../customers/badges.tsx";
import { LinkPanel } from "./link-panel.tsx";
import { type LinkedSearch, linksInput } from "./linked-search.ts";

export function LinkedScreen({ search }: { search: LinkedSearch }) {
  const { t } = useTranslation();
  const query = useQuery({
    ...api.linkedAccounts.list.queryOptions(linksInput(search)),
    placeholderData: keepPreviousData,
  });
  const list = useList<AdminLinkedAccount, LinkedSearch>(search, query);
  const columns = useLinkColumns();
  const opened = list.table.page.rows?.find(({ id }) => id === search.open);
  return (
    <div className="grid gap-4">
      <h1 className="font-semibold text-xl">{t("linked.title")}</h1>
      <DataTable
        name="linked"
        label={t("linked.title")}
        columns={columns}
        rowId={(row) => row.id}
        {...list.table}
        onOpen={(row) => list.open(row.id)}
        toolbar={
          <FilterBar onClear={list.clear}>
            <SearchFilter
              label={t("linked.number")}
              value={search.number}
              onChange={(number) => list.set({ number })}
            />
            <SelectFilter
              label={t("linked.status")}
              value={search.status}
              options={LINK_STATUSES.map((value) => ({ value, label: t(`linked.statuses.${value}`) }))}
              onChange={(status) => list.set({ status })}
            />
            <SelectFilter
              label={t("linked.relationship")}
              value={search.relationship}
              options={LINK_RELATIONSHIPS.map((value) => ({ value, label: t(`linked.relationships.${value}`) }))}
              onChange={(relationship) => list.set({ relationship })}
            />
          </FilterBar>
        }
        empty={<EmptyState icon={Network} title={t("linked.empty")} text={t("linked.emptyText")} />}
      />
      {opened && <LinkPanel link={opened} onClose={() => list.open(undefined)} />}
    </div>
  );
}

function useLinkColumns(): Column<AdminLinkedAccount>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        id: "customer",
        label: t("linked.customer"),
        width: 12,
        cell: (row) => row.customerName || t("linked.erased"),
      },
      { id: "number", label: t("linked.number"), width: 10, cell: (row) => <Phone number={row.phoneNumber} /> },
      { id: "label", label: t("linked.label"), width: 9, cell: (row) => row.label },
      {
        id: "relationship",
        label: t("linked.relationship"),
        width: 8,
        cell: (row) => t(`linked.relationships.${row.relationship}`),
      },
      { id: "status", label: t("linked.status"), width: 10, cell: (row) => <LinkBadge status={row.status} /> },
      {
        id: "requested",
        label: t("linked.requested"),
        width: 9,
        cell: (row) => <Moment at={row.requestedAt} as="date" />,
      },
      {
        id: "linkedAt",
        label: t("linked.linkedAt"),
        width: 9,
        isExtra: true,
        cell: (row) => (row.linkedAt ? <Moment at={row.linkedAt} as="date" /> : t("people.none")),
      },
      {
        id: "endedAt",
        label: t("linked.endedAt"),
        width: 9,
        isExtra: true,
        cell: (row) => (row.endedAt ? <Moment at={row.endedAt} as="date" /> : t("people.none")),
      },
    ],
    [t],
  );
}
