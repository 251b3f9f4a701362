import { pagesOf } from "@nexa/client";
import type { Restore } from "@nexa/contracts";
import { Badge, type Tone } from "@nexa/ui/components/badge.tsx";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { EmptyState } from "@nexa/ui/components/states.tsx";
import { Moment } from "@nexa/ui/format/display.tsx";
import { useInfiniteQuery } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api, client } from "../app/api.ts";
import { Loaded } from "../run/list-states.tsx";
import { type SimpleColumn, SimpleTable } from "../run/simple-table.tsx";
import { useStaffNames } from "../run/use-staff-names.ts";

const PAGE = 50;
const TONES: Record<Restore["status"], Tone> = {
  running: "brand",
  committed: "brand",
  succeeded: "positive",
  failed: "negative",
};

/** Every restore that was begun, the newest first. */
export function RestoreList() {
  const { t } = useTranslation();
  const restores = useInfiniteQuery(
    pagesOf(api.backups.listRestores.queryKey({ limit: PAGE }), (page) =>
      client.backups.listRestores.query({ limit: PAGE, ...page }),
    ),
  );
  return (
    <Card className="p-0">
      <Loaded query={restores}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) {
            return <EmptyState icon={RotateCcw} title={t("backups.noRestore")} text={t("backups.noRestoreText")} />;
          }
          return <RestoreTable restores={items} />;
        }}
      </Loaded>
      {restores.hasNextPage && (
        <div className="p-3">
          <Button isBusy={restores.isFetchingNextPage} onClick={() => void restores.fetchNextPage()}>
            {t("run.more")}
          </Button>
        </div>
      )}
    </Card>
  );
}

function RestoreTable({ restores }: { restores: readonly Restore[] }) {
  const { t } = useTranslation();
  const nameOf = useStaffNames();
  const columns: SimpleColumn<Restore>[] = [
    { name: "started", header: t("backups.begun"), cell: ({ startedAt }) => <Moment at={startedAt} /> },
    {
      name: "snapshot",
      header: t("backups.shows"),
      cell: ({ snapshotAt }) => (snapshotAt === null ? "–" : <Moment at={snapshotAt} />),
    },
    {
      name: "status",
      header: t("backups.outcome"),
      cell: ({ status, error }) => (
        <span className="grid max-w-md justify-items-start gap-1">
          <Badge tone={TONES[status]}>{t(`backups.restoreStates.${status}`)}</Badge>
          {error !== null && <span className="text-negative">{error}</span>}
        </span>
      ),
    },
    {
      name: "by",
      header: t("backups.by"),
      cell: ({ requestedBy }) => (requestedBy === null ? t("backups.byCommand") : nameOf(requestedBy)),
    },
    {
      name: "ended",
      header: t("backups.ended"),
      cell: ({ endedAt }) => (endedAt === null ? "–" : <Moment at={endedAt} />),
    },
  ];
  return <SimpleTable label={t("backups.restores")} rows={restores} columns={columns} keyOf={(row) => row.restoreId} />;
}
