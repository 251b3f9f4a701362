import { failureOf } from "@nexa/client";
import type { Session } from "@nexa/contracts";
import { Badge } from "@nexa/ui/components/badge.tsx";
import { Button } from "@nexa/ui/components/button.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import type { Column } from "@nexa/ui/data-table/columns";
import { DataTable } from "@nexa/ui/data-table/data-table.tsx";
import { useFailureText } from "@nexa/ui/failure-text";
import { deviceName } from "@nexa/ui/format/device-name";
import { Moment } from "@nexa/ui/format/display.tsx";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { api, queryClient } from "../api.ts";
import { useList } from "../use-list.ts";

const PAGE_ROWS = 20;
const route = getRouteApi("/_app/profile");

/** Where one is signed in; what one does not know can be ended. */
export function SessionsTable() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const input = { limit: PAGE_ROWS, ...(search.after && { cursor: search.after }) };
  const query = useQuery({ ...api.identity.listSessions.queryOptions(input), placeholderData: keepPreviousData });
  const list = useList(search, query);
  const columns = useSessionColumns();
  return (
    <DataTable
      name="own-sessions"
      label={t("profile.sessions")}
      columns={columns}
      rowId={(row) => row.id}
      {...list.table}
    />
  );
}

function useSessionColumns(): Column<Session>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        id: "device",
        label: t("profile.device"),
        width: 18,
        cell: (row) => (
          <span title={row.userAgent ?? ""}>{deviceName(row.userAgent) ?? t("profile.unknownDevice")}</span>
        ),
      },
      { id: "ip", label: t("profile.address"), cell: (row) => <span className="tabular">{row.ip ?? "–"}</span> },
      { id: "used", label: t("profile.lastUsed"), width: 11, cell: (row) => <Moment at={row.lastUsedAt} /> },
      {
        ...{ id: "since", label: t("profile.since"), width: 11, isExtra: true },
        cell: (row) => <Moment at={row.createdAt} />,
      },
      {
        ...{ id: "end", label: t("profile.end"), width: 8 },
        cell: (row) => (row.isCurrent ? <Badge tone="brand">{t("profile.thisOne")}</Badge> : <EndButton id={row.id} />),
      },
    ],
    [t],
  );
}

function EndButton({ id }: { id: string }) {
  const { t } = useTranslation();
  const text = useFailureText();
  const end = useMutation(
    api.identity.endSession.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.identity.listSessions.pathKey() }),
      onError: (error) => toast.error(text(failureOf(error))),
    }),
  );
  return (
    <Button size="sm" variant="danger" isBusy={end.isPending} onClick={() => end.mutate({ sessionId: id })}>
      {t("profile.end")}
    </Button>
  );
}
