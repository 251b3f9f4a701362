import { NOTIFICATION_STATUSES, NOTIFICATION_TYPES } from "@nexa/contracts/enums";
import type { AdminNotification } from "@nexa/contracts/notifications";
import { EmptyState } from "@nexa/ui/components/states.tsx";
import type { Column } from "@nexa/ui/data-table/columns";
import { DataTable } from "@nexa/ui/data-table/data-table.tsx";
import { DayFilter, FilterBar, SelectFilter } from "@nexa/ui/data-table/filter-bar.tsx";
import { Moment, Phone } from "@nexa/ui/format/display.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { BellOff } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { useList } from "../app/use-list.ts";
import { dayAfter, dayStart } from "../run/day-bounds.ts";
import { DeliveryBadges } from "./broadcast-parts.tsx";
import { DeliveryFilters } from "./delivery-filters.tsx";
import { NoticePanel } from "./notice-panel.tsx";
import { knownOf, type NoticesSearch } from "./notices-search.ts";

/** Every single notification, whoever sent it, with what became of each delivery. */
export function NoticeList({ search }: { search: NoticesSearch }) {
  const { t } = useTranslation();
  const { timeZone } = useFormats();
  const { after, type, channel, from, until } = search;
  const status = knownOf(NOTIFICATION_STATUSES, search.status);
  const query = useQuery({
    ...api.notifications.list.queryOptions({
      ...(type && { type }),
      ...(channel && { channel }),
      ...(status && { status }),
      ...(from && { from: dayStart(from, timeZone) }),
      ...(until && { to: dayAfter(until, timeZone) }),
      ...(after && { cursor: after }),
      limit: 50,
    }),
    placeholderData: keepPreviousData,
  });
  const list = useList(search, query);
  const columns = useNoticeColumns();
  const opened = query.data?.items.find(({ id }) => id === search.open);
  return (
    <>
      <DataTable
        name="notices"
        label={t("notices.views.single")}
        columns={columns}
        rowId={(row) => row.id}
        {...list.table}
        onOpen={(row) => list.open(row.id)}
        toolbar={
          <FilterBar onClear={list.clear}>
            <SelectFilter
              label={t("notices.type")}
              value={type}
              options={NOTIFICATION_TYPES.map((value) => ({ value, label: t(`timeline.notice.${value}`) }))}
              onChange={(value) => list.set({ type: value })}
            />
            <DeliveryFilters
              channel={channel}
              status={status}
              statusLabel={t("notices.delivery")}
              onChange={list.set}
            />
            <DayFilter label={t("audit.from")} value={from} onChange={(value) => list.set({ from: value })} />
            <DayFilter label={t("audit.until")} value={until} onChange={(value) => list.set({ until: value })} />
          </FilterBar>
        }
        empty={<EmptyState icon={BellOff} title={t("notices.noneFound")} text={t("notices.noneFoundText")} />}
      />
      {opened && <NoticePanel notice={opened} onClose={() => list.open(undefined)} />}
    </>
  );
}

function useNoticeColumns(): Column<AdminNotification>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      { id: "type", label: t("notices.type"), width: 11, cell: ({ type }) => t(`timeline.notice.${type}`) },
      {
        id: "number",
        label: t("notices.number"),
        width: 10,
        cell: ({ phoneNumber }) => <Phone number={phoneNumber} />,
      },
      {
        id: "deliveries",
        label: t("notices.deliveriesLabel"),
        width: 18,
        cell: ({ deliveries }) => <DeliveryBadges deliveries={deliveries} />,
      },
      { id: "sent", label: t("notices.sentAt"), width: 10, cell: ({ createdAt }) => <Moment at={createdAt} /> },
      {
        id: "read",
        label: t("notices.readAt"),
        width: 10,
        isExtra: true,
        cell: ({ readAt }) => (readAt ? <Moment at={readAt} /> : "–"),
      },
    ],
    [t],
  );
}
