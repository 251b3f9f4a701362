import type { Job } from "@nexa/contracts";
import { Badge } from "@nexa/ui/components/badge.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { EmptyState } from "@nexa/ui/components/states.tsx";
import { Moment } from "@nexa/ui/format/display.tsx";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Timer } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { DetailPanel } from "../run/detail-panel.tsx";
import { Loaded } from "../run/list-states.tsx";
import { PageHead } from "../run/page-head.tsx";
import { type SimpleColumn, SimpleTable } from "../run/simple-table.tsx";
import { JobDetail } from "./job-detail.tsx";
import { RUN_TONES, useJobWords } from "./job-words.ts";

const EVERY_MS = 10_000;

/** Everything the workers do by the clock. */
export function JobsScreen({ job }: { job: string | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { about } = useJobWords();
  const jobs = useQuery({ ...api.jobs.list.queryOptions({}), refetchInterval: EVERY_MS });
  return (
    <>
      <PageHead title={t("jobs.title")} text={t("jobs.text")} />
      <Card className="p-0">
        <Loaded query={jobs}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState icon={Timer} title={t("jobs.none")} text={t("jobs.noneText")} />
            ) : (
              <JobTable jobs={items} />
            )
          }
        </Loaded>
      </Card>
      {job !== undefined && (
        <DetailPanel
          title={about(job)}
          page={{ to: "/jobs/$jobName", params: { jobName: job } }}
          onClose={() => void navigate({ to: "/jobs" })}
        >
          <JobDetail name={job} />
        </DetailPanel>
      )}
    </>
  );
}

function JobTable({ jobs }: { jobs: readonly Job[] }) {
  const { t } = useTranslation();
  const words = useJobWords();
  const columns: SimpleColumn<Job>[] = [
    {
      name: "job",
      header: t("jobs.job"),
      cell: ({ name }) => (
        <Link to="/jobs" search={{ job: name }} className="grid min-w-56 py-1 hover:underline">
          <span className="font-medium">{words.about(name)}</span>
          <span className="text-muted-foreground">{name}</span>
        </Link>
      ),
    },
    { name: "schedule", header: t("jobs.schedule"), cell: (row) => words.schedule(row) },
    { name: "next", header: t("jobs.next"), cell: ({ nextRunAt }) => <Moment at={nextRunAt} /> },
    { name: "last", header: t("jobs.last"), cell: ({ lastRuns: [run] }) => <LastRun run={run} /> },
  ];
  return <SimpleTable label={t("jobs.title")} rows={jobs} columns={columns} keyOf={({ name }) => name} />;
}

function LastRun({ run }: { run: Job["lastRuns"][number] | undefined }) {
  const { t } = useTranslation();
  if (!run) return t("run.never");
  return (
    <span className="flex items-center gap-2 whitespace-nowrap">
      <Badge tone={RUN_TONES[run.state]}>{t(`jobs.states.${run.state}`)}</Badge>
      <Moment at={run.endedAt ?? run.createdAt} as="relative" className="text-muted-foreground" />
    </span>
  );
}
