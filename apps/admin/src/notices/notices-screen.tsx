import { failureOf } from "@nexa/client";
import type { Broadcast } from "@nexa/contracts/broadcasts";
import { BROADCAST_STATUSES } from "@nexa/contracts/enums";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { ErrorState } from "@nexa/ui/components/states.tsx";
import type { Column } from "@nexa/ui/data-table/columns";
import { DataTable } from "@nexa/ui/data-table/data-table.tsx";
import { FilterBar, SelectFilter } from "@nexa/ui/data-table/filter-bar.tsx";
import { Moment } from "@nexa/ui/format/display.tsx";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { useList } from "../app/use-list.ts";
import { useMay } from "../app/use-may.ts";
import { BroadcastBadge, ChannelCounts } from "./broadcast-parts.tsx";
import { ComposeScreen } from "./compose-screen.tsx";

const route = getRouteApi("/_app/notifications/");
const WATCH_MS = 3_000;

/** What staff sent, and how notifications fare. Who may only send gets the composer. */
export function NoticesScreen() {
  const { t } = useTranslation();
  const mayRead = useMay("notifications.read");
  if (!mayRead) return <ComposeScreen />;
  return (
    <div className="grid gap-4">
      <header className="flex items-center justify-between gap-3">
        <h1 className="font-semibold text-xl">{t("notices.title")}</h1>
        <Button asChild variant="primary">
          <Link to="/notifications/new">
            <Plus aria-hidden />
            {t("notices.compose")}
          </Link>
        </Button>
      </header>
      <Figures />
      <Broadcasts />
    </div>
  );
}

/** The last 30 days: what went out and what became of it. */
function Figures() {
  const { t } = useTranslation();
  const stats = useQuery(api.notifications.stats.queryOptions({}));
  const automated = useQuery(api.notifications.automatedStats.queryOptions({}));
  if (stats.isError) return <ErrorState failure={failureOf(stats.error)} onRetry={() => void stats.refetch()} />;
  if (!stats.data) return <Skeleton className="h-44" />;
  const { total, read, deliveryRatePercent, receiptRatePercent, byChannel } = stats.data;
  const facts = [
    [t("notices.figures.total"), total],
    [t("notices.figures.automated"), automated.data?.total ?? "–"],
    [t("notices.figures.read"), read],
    [t("notices.figures.rate"), deliveryRatePercent === null ? "–" : `${deliveryRatePercent} %`],
    [t("notices.figures.receipts"), receiptRatePercent === null ? "–" : `${receiptRatePercent} %`],
  ] as const;
  return (
    <Card className="grid gap-4">
      <h2 className="text-muted-foreground text-sm">{t("notices.figures.title")}</h2>
      <dl className="grid grid-cols-2 gap-4 sm:grid-cols-5">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt className="text-muted-foreground text-sm">{label}</dt>
            <dd className="tabular font-semibold text-xl">{value}</dd>
          </div>
        ))}
      </dl>
      <ChannelCounts counts={byChannel} />
    </Card>
  );
}

function Broadcasts() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { after, status } = search;
  const query = useQuery({
    ...api.notifications.listBroadcasts.queryOptions({
      ...(status && { status }),
      limit: 50,
      ...(after && { cursor: after }),
    }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.items.some((each) => each.status === "queued" || each.status === "running") ? WATCH_MS : false,
  });
  const list = useList(search, query);
  const columns = useBroadcastColumns();
  return (
    <section className="grid gap-2">
      <h2 className="font-semibold text-base">{t("notices.broadcasts")}</h2>
      <DataTable
        name="broadcasts"
        label={t("notices.broadcasts")}
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
      />
    </section>
  );
}

function useBroadcastColumns(): Column<Broadcast>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      { id: "title", label: t("notices.titleLabel"), width: 16, cell: (row) => row.title },
      {
        id: "status",
        label: t("catalog.plan.status"),
        width: 8,
        cell: (row) => <BroadcastBadge status={row.status} />,
      },
      {
        id: "reached",
        label: t("notices.reachedLabel"),
        width: 9,
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
        width: 11,
        cell: (row) => row.channels.map((channel) => t(`notices.channels.${channel}`)).join(", "),
      },
      { id: "sent", label: t("notices.sentAt"), width: 11, cell: (row) => <Moment at={row.createdAt} /> },
    ],
    [t],
  );
}
