import type { Broadcast } from "@nexa/contracts/broadcasts";
import { BROADCAST_STATUSES } from "@nexa/contracts/enums";
import { EmptyState } from "@nexa/ui/components/states.tsx";
import type { Column } from "@nexa/ui/data-table/columns";
import { DataTable } from "@nexa/ui/data-table/data-table.tsx";
import { FilterBar, SelectFilter } from "@nexa/ui/data-table/filter-bar.tsx";
import { Moment } from "@nexa/ui/format/display.tsx";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Megaphone } from "lucide-react";
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { useList } from "../app/use-list.ts";
import { useStaffNames } from "../run/use-staff-names.ts";
import { BroadcastBadge, isUnderWay } from "./broadcast-parts.tsx";
import { knownOf, type NoticesSearch } from "./notices-search.ts";

const WATCH_MS = 3_000;

/** What staff sent, to one, many or all, with how far each has come. */
export function BroadcastList({ search }: { search: NoticesSearch }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { after } = search;
  const status = knownOf(BROADCAST_STATUSES, search.status);
  const query = useQuery({
    ...api.notifications.listBroadcasts.queryOptions({
      ...(status && { status }),
      limit: 50,
      ...(after && { cursor: after }),
    }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.items.some(({ status }) => isUnderWay(status)) ? WATCH_MS : false),
  });
  const list = useList(search, query);
  const columns = useBroadcastColumns();
  return (
    <DataTable
      name="broadcasts"
      label={t("notices.views.broadcasts")}
      columns={columns}
      rowId={(row) => row.id}
      {...list.table}
      onOpen={(row) => void navigate({ to: "/notifications/$broadcastId", params: { broadcastId: row.id } })}
      toolbar={
        <FilterBar onClear={list.clear}>
          <SelectFilter
            label={t("catalog.plan.status")}
            value={status}
            options={BROADCAST_STATUSES.map((value) => ({ value, label: t(`notices.status.${value}`) }))}
            onChange={(value) => list.set({ status: value })}
          />
        </FilterBar>
      }
      empty={<EmptyState icon={Megaphone} title={t("notices.noBroadcasts")} text={t("notices.noBroadcastsText")} />}
    />
  );
}

function useBroadcastColumns(): Column<Broadcast>[] {
  const { t } = useTranslation();
  const nameOf = useStaffNames();
  const audienceText = useAudienceText();
  return useMemo(
    () => [
      { id: "title", label: t("notices.titleLabel"), width: 14, cell: (row) => row.title },
      {
        id: "status",
        label: t("catalog.plan.status"),
        width: 8,
        cell: (row) => <BroadcastBadge status={row.status} />,
      },
      { id: "to", label: t("notices.to"), width: 9, cell: ({ audience }) => audienceText(audience) },
      {
        id: "reached",
        label: t("notices.reachedLabel"),
        width: 8,
        align: "end",
        cell: (row) => (
          <span className="tabular">
            {row.reached} / {row.expected}
          </span>
        ),
      },
      {
        id: "channels",
        label: t("notices.channelsLabel"),
        width: 10,
        cell: (row) => row.channels.map((channel) => t(`notices.channels.${channel}`)).join(", "),
      },
      { id: "by", label: t("notices.by"), width: 10, cell: (row) => nameOf(row.createdBy) },
      { id: "sent", label: t("notices.sentAt"), width: 11, cell: (row) => <Moment at={row.createdAt} /> },
    ],
    [t, nameOf, audienceText],
  );
}

/** To whom, in a word or two. */
function useAudienceText(): (audience: Broadcast["audience"]) => string {
  const { t } = useTranslation();
  return useCallback(
    (audience) => {
      if (audience.customerIds) return t("notices.toNamed", { count: audience.customerIds.length });
      return t(Object.keys(audience).length > 0 ? "notices.toSegment" : "notices.audiences.everyone");
    },
    [t],
  );
}
