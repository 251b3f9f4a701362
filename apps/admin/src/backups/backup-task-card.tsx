import { failureOf } from "@nexa/client";
import type { Task } from "@nexa/contracts";
import { Badge, type Tone } from "@nexa/ui/components/badge.tsx";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useFailureText } from "@nexa/ui/failure-text";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { Loaded } from "../run/list-states.tsx";
import { TaskBar } from "../run/task-bar.tsx";
import { hasEnded, useTask } from "../run/use-task.ts";

const TONES: Record<Task["status"], Tone> = {
  waiting: "neutral",
  running: "brand",
  succeeded: "positive",
  failed: "negative",
  stopped: "warning",
};

/** A backup, check or restore as it goes on, and what came of it. */
export function BackupTaskCard({ taskId, onClose }: { taskId: string; onClose: () => void }) {
  const task = useTask(taskId);
  const queries = useQueryClient();
  const ended = task.data !== undefined && hasEnded(task.data) ? task.data.kind : null;
  useEffect(() => {
    if (ended === null) return;
    // A restore replaces nearly everything that was read.
    void queries.invalidateQueries(ended === "restore" ? {} : { queryKey: api.backups.pathKey() });
  }, [ended, queries]);
  return (
    <Card className="mb-4">
      <Loaded query={task} skeleton={<Skeleton className="h-12" />}>
        {(data) => <Progress task={data} onClose={onClose} />}
      </Loaded>
    </Card>
  );
}

function Progress({ task, onClose }: { task: Task; onClose: () => void }) {
  const { t } = useTranslation();
  const isVerify = task.kind === "backup" && typeof task.params.backupId === "string";
  return (
    <div className="grid gap-3" aria-live="polite">
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="font-medium">{isVerify ? t("backups.checking") : t(`run.tasks.${task.kind}`)}</h2>
        <Badge tone={TONES[task.status]}>{t(`run.taskStates.${task.status}`)}</Badge>
        <span className="ml-auto">
          {hasEnded(task) ? (
            <Button variant="quiet" size="icon-sm" aria-label={t("backups.hide")} onClick={onClose}>
              <X />
            </Button>
          ) : (
            <StopTask taskId={task.id} />
          )}
        </span>
      </div>
      <TaskBar task={task} />
      {task.kind === "restore" && !hasEnded(task) && <p className="text-sm">{t("backups.restoring")}</p>}
      {task.error && <p className="break-words text-negative text-sm">{task.error}</p>}
      {task.status === "succeeded" && (
        <p className="text-sm">
          {t(task.kind === "restore" ? "backups.restored" : isVerify ? "backups.isSound" : "backups.isMade")}
        </p>
      )}
    </div>
  );
}

function StopTask({ taskId }: { taskId: string }) {
  const { t } = useTranslation();
  const text = useFailureText();
  const queries = useQueryClient();
  const stop = useMutation({
    ...api.tasks.stop.mutationOptions(),
    onSuccess: () => queries.invalidateQueries({ queryKey: api.tasks.pathKey() }),
    onError: (error) => toast.error(text(failureOf(error))),
  });
  return (
    <Button size="sm" isBusy={stop.isPending} onClick={() => stop.mutate({ taskId })}>
      {t("run.stop")}
    </Button>
  );
}
