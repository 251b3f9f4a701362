import { pagesOf } from "@nexa/client";
import { JOB_RUN_STATES, type JobRunState } from "@nexa/contracts/enums";
import type { JobRun } from "@nexa/contracts/jobs";
import { Badge } from "@nexa/ui/components/badge.tsx";
import { Button } from "@nexa/ui/components/button.tsx";
import { Field } from "@nexa/ui/components/field.tsx";
import { Select } from "@nexa/ui/components/select.tsx";
import { EmptyState } from "@nexa/ui/components/states.tsx";
import { Moment } from "@nexa/ui/format/display.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, client } from "../app/api.ts";
import { Loaded } from "../run/list-states.tsx";
import { useStaffNames } from "../run/use-staff-names.ts";
import { RUN_TONES } from "./job-words.ts";

const PAGE = 20;
const EVERY_MS = 3_000;
const MS_IN_SECOND = 1_000;

/** What came of a job's runs, the newest first; it follows those that go on. */
export function RunHistory({ name }: { name: string }) {
  const { t } = useTranslation();
  const [state, setState] = useState<JobRunState | undefined>();
  const wanted = { jobName: name, limit: PAGE, ...(state && { state }) };
  const runs = useInfiniteQuery({
    ...pagesOf(api.jobs.listRuns.queryKey(wanted), (page) => client.jobs.listRuns.query({ ...wanted, ...page })),
    refetchInterval: EVERY_MS,
  });
  return (
    <section className="grid gap-3">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <h2 className="font-medium">{t("jobs.runs")}</h2>
        <Field label={t("jobs.state")} className="w-44">
          {(control) => (
            <Select
              {...control}
              value={state ?? ""}
              onChange={({ target }) => setState(JOB_RUN_STATES.find((each) => each === target.value))}
            >
              <option value="">{t("jobs.anyState")}</option>
              {JOB_RUN_STATES.map((each) => (
                <option key={each} value={each}>
                  {t(`jobs.states.${each}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <Loaded query={runs}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <EmptyState title={t("jobs.noRuns")} text={t("jobs.noRunsText")} />;
          return (
            <ol className="grid divide-y text-sm">
              {items.map((run) => (
                <Run key={run.id} run={run} />
              ))}
            </ol>
          );
        }}
      </Loaded>
      {runs.hasNextPage && (
        <Button isBusy={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
          {t("run.more")}
        </Button>
      )}
    </section>
  );
}

function Run({ run }: { run: JobRun }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const nameOf = useStaffNames();
  const { durationMs, result } = run;
  return (
    <li className="grid gap-1 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <Badge tone={RUN_TONES[run.state]}>{t(`jobs.states.${run.state}`)}</Badge>
        <Moment at={run.startedAt ?? run.createdAt} />
        <span className="tabular ml-auto text-muted-foreground">
          {durationMs !== null &&
            (durationMs < MS_IN_SECOND
              ? t("jobs.milliseconds", { ms: number(durationMs) })
              : t("jobs.seconds", { count: Math.round(durationMs / MS_IN_SECOND) }))}
        </span>
      </div>
      <p className="text-muted-foreground">
        {run.requestedBy === null ? t("jobs.bySchedule") : t("jobs.byStaff", { name: nameOf(run.requestedBy) })}
        {run.attempt > 1 && ` · ${t("jobs.attempt", { count: run.attempt })}`}
        {result && Object.keys(result).length > 0 && ` · ${figures(result)}`}
      </p>
      {run.error && <p className="break-words text-negative">{run.error}</p>}
    </li>
  );
}

/** A job's own figures as it names them. */
function figures(result: Record<string, unknown>): string {
  return Object.entries(result)
    .map(([name, value]) => `${name} ${typeof value === "object" ? JSON.stringify(value) : String(value)}`)
    .join(", ");
}
