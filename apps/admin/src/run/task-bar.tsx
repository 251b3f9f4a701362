import type { Task } from "@nexa/contracts";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useTranslation } from "react-i18next";
import { hasEnded } from "./use-task.ts";

/** How far a task is: a bar where its end is known, else what it is at. */
export function TaskBar({ task }: { task: Task }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  if (hasEnded(task)) return null;
  const { progress } = task;
  const share = progress?.total ? Math.min(1, progress.done / progress.total) : null;
  const step = progress ? t("run.step", { step: progress.step }) : t("run.waiting");
  return (
    <div className="grid gap-1 text-sm">
      <div
        role="progressbar"
        aria-label={t(`run.tasks.${task.kind}`)}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.round(share * 100)}
        aria-valuetext={step}
        className="h-2 overflow-hidden rounded-full bg-muted"
      >
        <div
          className={
            share === null
              ? "h-full w-full animate-[breathe_1.2s_ease-in-out_infinite] bg-brand/50"
              : "h-full bg-brand transition-[width] duration-150"
          }
          style={share === null ? undefined : { width: `${share * 100}%` }}
        />
      </div>
      <p className="flex justify-between gap-4 text-muted-foreground">
        <span className="truncate">{step}</span>
        {progress && progress.done > 0 && (
          <span className="tabular shrink-0">
            {progress.total === null ? number(progress.done) : `${number(progress.done)} / ${number(progress.total)}`}
          </span>
        )}
      </p>
    </div>
  );
}
