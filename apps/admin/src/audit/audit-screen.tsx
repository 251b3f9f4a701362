import type { AuditEvent } from "@nexa/contracts";
import { AUDIT_ACTOR_KINDS } from "@nexa/contracts/audit";
import type { Column } from "@nexa/ui/data-table/columns";
import { DataTable } from "@nexa/ui/data-table/data-table.tsx";
import { DayFilter, FilterBar, SearchFilter, SelectFilter } from "@nexa/ui/data-table/filter-bar.tsx";
import { Moment } from "@nexa/ui/format/display.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import type { ListSearch } from "../app/list-search.ts";
import { useList } from "../app/use-list.ts";
import { dayAfter, dayStart } from "../run/day-bounds.ts";
import { PageHead } from "../run/page-head.tsx";
import { AuditPanel } from "./audit-event.tsx";
import type { AUDIT_FILTERS } from "./audit-filters.ts";
import { useActorText } from "./audit-words.ts";
import { VerifyAudit } from "./verify-audit.tsx";

const PAGE = 50;
const MIN_TEXT = 3;

/** Everything that staff did and that concerns security, the newest first. */
export function AuditScreen({ search }: { search: ListSearch<typeof AUDIT_FILTERS> }) {
  const { t } = useTranslation();
  const { timeZone: zone } = useFormats();
  const { after, open, sort, text, from, to, ...filters } = search;
  const query = useQuery({
    ...api.audit.list.queryOptions({
      ...filters,
      ...(text && text.length >= MIN_TEXT && { text }),
      ...(from && { from: dayStart(from, zone) }),
      ...(to && { to: dayAfter(to, zone) }),
      ...(after && { cursor: after }),
      limit: PAGE,
    }),
    placeholderData: keepPreviousData,
  });
  const list = useList(search, query);
  const columns = useColumns();
  return (
    <>
      <PageHead title={t("audit.title")} text={t("audit.text")} actions={<VerifyAudit />} />
      <DataTable
        name="audit"
        label={t("audit.title")}
        columns={columns}
        rowId={(row) => row.id}
        {...list.table}
        onOpen={(row) => list.open(row.id)}
        toolbar={
          <FilterBar onClear={list.clear}>
            <SearchFilter label={t("audit.search")} value={text} onChange={(value) => list.set({ text: value })} />
            <SearchFilter label={t("audit.action")} value={search.action} onChange={(action) => list.set({ action })} />
            <SelectFilter
              label={t("audit.who")}
              value={search.actorKind}
              options={AUDIT_ACTOR_KINDS.map((value) => ({ value, label: t(`run.actors.${value}`) }))}
              onChange={(actorKind) => list.set({ actorKind })}
            />
            <DayFilter label={t("audit.from")} value={from} onChange={(value) => list.set({ from: value })} />
            <DayFilter label={t("audit.until")} value={to} onChange={(value) => list.set({ to: value })} />
          </FilterBar>
        }
      />
      {open !== undefined && <AuditPanel id={open} onClose={() => list.open(undefined)} />}
    </>
  );
}

function useColumns(): Column<AuditEvent>[] {
  const { t } = useTranslation();
  const actorText = useActorText();
  return useMemo(
    () => [
      { id: "action", label: t("audit.action"), width: 15, cell: ({ action }) => action },
      { id: "at", label: t("audit.when"), width: 11, cell: ({ at }) => <Moment at={at} /> },
      { id: "who", label: t("audit.who"), width: 11, cell: (row) => actorText(row) },
      {
        id: "subject",
        label: t("audit.subject"),
        width: 14,
        cell: ({ subjectKind, subjectId }) => (subjectKind ? `${subjectKind} …${subjectId?.slice(-8) ?? ""}` : "–"),
      },
      { id: "reason", label: t("run.reason"), width: 18, cell: ({ reason }) => reason ?? "–" },
      { id: "request", label: t("audit.request"), width: 20, isExtra: true, cell: ({ requestId }) => requestId },
      {
        id: "seq",
        label: t("audit.place"),
        align: "end",
        width: 6,
        isExtra: true,
        cell: ({ seq }) => seq ?? t("audit.unsealed"),
      },
    ],
    [t, actorText],
  );
}
