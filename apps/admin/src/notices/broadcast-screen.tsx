import { failureOf } from "@nexa/client";
import type { BroadcastDetail, BroadcastRecipient } from "@nexa/contracts/broadcasts";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { EmptyState, ErrorState } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import type { Column } from "@nexa/ui/data-table/columns";
import { DataTable } from "@nexa/ui/data-table/data-table.tsx";
import { FilterBar } from "@nexa/ui/data-table/filter-bar.tsx";
import { useFailureText } from "@nexa/ui/failure-text";
import { Moment, Phone } from "@nexa/ui/format/display.tsx";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Pause, Play, Users } from "lucide-react";
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { api, queryClient } from "../app/api.ts";
import { useList } from "../app/use-list.ts";
import { useMay } from "../app/use-may.ts";
import { BroadcastBadge, ChannelCounts, DeliveryBadges, isUnderWay, Progress } from "./broadcast-parts.tsx";
import { DeliveryFilters } from "./delivery-filters.tsx";

const WATCH_MS = 2_000;
const WATCH_DELIVERIES_MS = 10_000;

/** How often to look again: often while it goes out, seldom while deliveries wait, such as for the end of quiet hours. */
function watchMsOf(broadcast: BroadcastDetail | undefined): number | false {
  if (isUnderWay(broadcast?.status)) return WATCH_MS;
  return broadcast?.byChannel.some(({ pending }) => pending > 0) ? WATCH_DELIVERIES_MS : false;
}

/** How far a notification has come, with its recipients. Followed while it is under way. */
export function BroadcastScreen({ broadcastId }: { broadcastId: string }) {
  const broadcast = useQuery({
    ...api.notifications.getBroadcast.queryOptions({ broadcastId }),
    refetchInterval: ({ state }) => watchMsOf(state.data),
  });
  if (broadcast.isError) {
    return <ErrorState failure={failureOf(broadcast.error)} onRetry={() => void broadcast.refetch()} />;
  }
  if (!broadcast.data) return <Skeleton className="h-80" />;
  return (
    <div className="grid gap-4">
      <Progressing broadcast={broadcast.data} />
      <Recipients broadcast={broadcast.data} />
    </div>
  );
}

function Progressing({ broadcast }: { broadcast: BroadcastDetail }) {
  const { t } = useTranslation();
  const mayManage = useMay("notifications.manage");
  const text = useFailureText();
  const handlers = {
    onError: (error: unknown) => toast.error(text(failureOf(error))),
    onSettled: () => queryClient.invalidateQueries({ queryKey: api.notifications.pathKey() }),
  };
  const stop = useMutation({ ...api.notifications.stopBroadcast.mutationOptions(), ...handlers });
  const resume = useMutation({ ...api.notifications.resumeBroadcast.mutationOptions(), ...handlers });
  const { status } = broadcast;
  const about = { broadcastId: broadcast.id };
  const reached = t("notices.reached", { reached: broadcast.reached, expected: broadcast.expected });
  return (
    <>
      <header className="flex flex-wrap items-center gap-3">
        <h1 className="font-semibold text-xl">{broadcast.title}</h1>
        <BroadcastBadge status={status} />
        <span className="grow" />
        {mayManage && isUnderWay(status) && (
          <Button variant="danger" isBusy={stop.isPending} onClick={() => stop.mutate(about)}>
            <Pause aria-hidden />
            {t("notices.stop")}
          </Button>
        )}
        {mayManage && (status === "stopped" || status === "failed") && (
          <Button variant="primary" isBusy={resume.isPending} onClick={() => resume.mutate(about)}>
            <Play aria-hidden />
            {t("notices.resume")}
          </Button>
        )}
      </header>
      <Card className="grid gap-4 text-sm">
        <div className="grid gap-2">
          <p className="tabular">
            {reached} · {t("notices.read", { count: broadcast.read })}
            {broadcast.deliveryRatePercent !== null &&
              ` · ${t("notices.rate", { percent: broadcast.deliveryRatePercent })}`}
          </p>
          <Progress label={reached} percent={broadcast.progressPercent} />
        </div>
        {broadcast.error && <p className="text-negative">{broadcast.error}</p>}
        <div className="grid gap-3 sm:grid-cols-2">
          <p className="whitespace-pre-line" lang="en">
            {broadcast.text}
          </p>
          {broadcast.textHi && (
            <p className="whitespace-pre-line" lang="hi">
              <strong className="block font-medium">{broadcast.titleHi}</strong>
              {broadcast.textHi}
            </p>
          )}
        </div>
        <ChannelCounts counts={broadcast.byChannel} />
      </Card>
    </>
  );
}

const route = getRouteApi("/_app/notifications/$broadcastId");

function Recipients({ broadcast }: { broadcast: BroadcastDetail }) {
  const { t } = useTranslation();
  const search = route.useSearch();
  const { after, channel, status } = search;
  const filters = { ...(channel && { channel }), ...(status && { status }) };
  const query = useQuery({
    ...api.notifications.listBroadcastRecipients.queryOptions({
      broadcastId: broadcast.id,
      ...filters,
      limit: 50,
      ...(after && { cursor: after }),
    }),
    placeholderData: keepPreviousData,
    refetchInterval: watchMsOf(broadcast),
  });
  const { refetch } = query;
  // What was read while it went out lacks the last ones it reached.
  const isOver = watchMsOf(broadcast) === false;
  useEffect(() => {
    if (isOver) void refetch();
  }, [isOver, refetch]);
  const list = useList(search, query);
  const columns = useMemo<Column<BroadcastRecipient>[]>(
    () => [
      { id: "name", label: t("notices.customer"), width: 12, cell: (row) => row.fullName ?? t("notices.closed") },
      {
        id: "phone",
        label: t("notices.number"),
        width: 10,
        cell: (row) => row.phoneNumber && <Phone number={row.phoneNumber} />,
      },
      {
        id: "read",
        label: t("notices.readAt"),
        width: 10,
        cell: (row) => (row.readAt ? <Moment at={row.readAt} /> : "–"),
      },
      {
        id: "deliveries",
        label: t("notices.deliveriesLabel"),
        width: 22,
        cell: (row) => <DeliveryBadges deliveries={row.deliveries} />,
      },
    ],
    [t],
  );
  return (
    <section className="grid gap-2">
      <h2 className="font-semibold text-base">{t("notices.recipients")}</h2>
      <DataTable
        name="broadcast-recipients"
        label={t("notices.recipients")}
        columns={columns}
        rowId={(row) => row.notificationId}
        {...list.table}
        toolbar={
          <FilterBar onClear={list.clear}>
            <DeliveryFilters
              channel={channel}
              status={status}
              statusLabel={t("catalog.plan.status")}
              onChange={list.set}
            />
          </FilterBar>
        }
        empty={<EmptyState icon={Users} title={t("notices.nobodyYet")} text={t("notices.nobodyYetText")} />}
      />
    </section>
  );
}
