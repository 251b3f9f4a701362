import { failureOf } from "@nexa/client";
import { Button } from "@nexa/ui/components/button.tsx";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { EmptyState } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useFailureText } from "@nexa/ui/failure-text";
import { Moment } from "@nexa/ui/format/display.tsx";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { useMay } from "../app/use-may.ts";
import { Fact, Facts } from "../run/facts.tsx";
import { Loaded } from "../run/list-states.tsx";
import { useJobWords } from "./job-words.ts";
import { RunHistory } from "./run-history.tsx";

/** A job's schedule, its runs of the last days, and a way to run it now. */
export function JobDetail({ name }: { name: string }) {
  const { t } = useTranslation();
  const { schedule } = useJobWords();
  const mayRun = useMay("jobs.run");
  const jobs = useQuery(api.jobs.list.queryOptions({}));
  return (
    <Loaded query={jobs} skeleton={<Skeleton className="h-48" />}>
      {({ items }) => {
        const job = items.find((each) => each.name === name);
        if (!job) return <EmptyState title={t("jobs.unknown")} text={name} />;
        return (
          <div className="grid gap-6">
            <Facts>
              <Fact label={t("jobs.name")}>{name}</Fact>
              <Fact label={t("jobs.schedule")}>{schedule(job)}</Fact>
              <Fact label={t("jobs.next")}>
                <Moment at={job.nextRunAt} />
              </Fact>
              <Fact label={t("jobs.limit")}>{t("jobs.seconds", { count: job.expireSeconds })}</Fact>
            </Facts>
            {mayRun && <RunNow name={name} />}
            <RunHistory name={name} />
          </div>
        );
      }}
    </Loaded>
  );
}

function RunNow({ name }: { name: string }) {
  const { t } = useTranslation();
  const text = useFailureText();
  const queries = useQueryClient();
  const run = useMutation({
    ...api.jobs.run.mutationOptions(),
    onSuccess: () => {
      toast.success(t("jobs.asked"));
      return queries.invalidateQueries({ queryKey: api.jobs.pathKey() });
    },
    onError: (error) => toast.error(text(failureOf(error))),
  });
  return (
    <div>
      <Button variant="primary" isBusy={run.isPending} onClick={() => run.mutate({ jobName: name })}>
        {t("jobs.runNow")}
      </Button>
    </div>
  );
}
