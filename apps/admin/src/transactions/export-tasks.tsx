import { failureOf } from "@nexa/client";
import type { Task } from "@nexa/contracts";
import type { TaskStatus } from "@nexa/contracts/enums";
import { Badge, type Tone } from "@nexa/ui/components/badge.tsx";
import { Button } from "@nexa/ui/components/button.tsx";
import { ErrorState } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { Moment } from "@nexa/ui/format/display.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, queryClient } from "../app/api.ts";
import { Row, Rows, RowsSkeleton } from "../customers/facts.tsx";
import { hasEnded, useTask } from "../run/use-task.ts";

const SHOWN = 8;
const EVERY_MS = 5_000;
const TONES: Record<TaskStatus, Tone> = {
  waiting: "neutral",
  running: "brand",
  succeeded: "positive",
  failed: "negative",
  stopped: "neutral",
};

/** The latest exports; the one that runs, or is next, moves while somebody looks. */
export function ExportTasks() {
  const { t } = useTranslation();
  const query = useQuery({
    ...api.tasks.list.queryOptions({ kind: "transaction_export", limit: SHOWN }),
    refetchInterval: ({ state }) => (state.data?.items.every(hasEnded) ? false : EVERY_MS),
  });
  // One stream for the page, because a browser without HTTP/2 has six connections for everything.
  const followed = useTask(query.data?.items.findLast((task) => !hasEnded(task))?.id).data;
  if (query.isError) return <ErrorState failure={failureOf(query.error)} onRetry={() => void query.refetch()} />;
  if (!query.data) return <RowsSkeleton />;
  if (query.data.items.length === 0) {
    return <p className="text-muted-foreground text-sm">{t("transactions.export.none")}</p>;
  }
  return (
    <Rows label={t("transactions.export.recent")}>
      {query.data.items.map((task) => (
        <ExportRow key={task.id} task={task.id === followed?.id ? followed : task} />
      ))}
    </Rows>
  );
}

function ExportRow({ task }: { task: Task }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { progress, result } = task;
  const done = number(progress?.done ?? 0);
  const soFar = progress?.total
    ? t("transactions.export.progress", { done, total: number(progress.total) })
    : t("transactions.export.progressOpen", { done });
  const rows = typeof result?.rows === "number" ? t("transactions.export.rows", { count: result.rows }) : null;
  return (
    <Row
      title={
        <span className="flex flex-wrap items-center gap-2">
          <Moment at={task.requestedAt} />
          <Badge tone={TONES[task.status]}>{t(`transactions.export.status.${task.status}`)}</Badge>
        </span>
      }
      text={
        <>
          {hasEnded(task) ? [rows, task.error].filter(Boolean).join(" · ") : soFar}
          {!hasEnded(task) && progress?.total && (
            <progress
              aria-label={soFar}
              max={progress.total}
              value={progress.done}
              className="mt-1 block h-1.5 w-56 accent-brand"
            />
          )}
        </>
      }
      end={<ExportEnd task={task} />}
    />
  );
}

function ExportEnd({ task }: { task: Task }) {
  const { t } = useTranslation();
  const stop = useMutation(
    api.tasks.stop.mutationOptions({
      onError: (error) => toast.error(failureOf(error).message),
      onSettled: () => queryClient.invalidateQueries({ queryKey: api.tasks.list.pathKey() }),
    }),
  );
  if (!hasEnded(task)) {
    return (
      <Button size="sm" isBusy={stop.isPending} onClick={() => stop.mutate({ taskId: task.id })}>
        {t("transactions.export.stop")}
      </Button>
    );
  }
  if (task.status !== "succeeded") return null;
  if (typeof task.result?.fileKey !== "string") {
    return <span className="text-muted-foreground">{t("transactions.export.gone")}</span>;
  }
  return (
    <Button asChild size="sm">
      <a href={`/admin/transactions/exports/${task.id}/download`} download>
        {t("transactions.export.download")}
      </a>
    </Button>
  );
}
