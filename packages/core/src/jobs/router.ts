import {
  EmptyInput,
  ListJobRunsInput,
  ListJobRunsOutput,
  ListJobsOutput,
  RequestedRun,
  RunJobInput,
} from "@nexa/contracts";
import { adminProcedure, router } from "../trpc/init.ts";
import { listJobRuns } from "./list-job-runs.ts";
import { listJobs } from "./list-jobs.ts";
import { runJobNow } from "./run-job-now.ts";

const tags = ["admin: platform"];

export const jobsAdminRouter = router({
  list: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/jobs",
        tags,
        summary: "What the workers do by the clock",
        description:
          "Each job with its schedule, its next run and its last five runs. Empty until a worker has started.",
        example: {},
      },
    })
    .input(EmptyInput)
    .output(ListJobsOutput)
    .query(({ ctx, input }) => listJobs(ctx, input)),
  listRuns: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/jobs/{jobName}/runs",
        tags,
        summary: "A job's runs of the last seven days",
        example: { jobName: "postpaid.runBills", state: "failed", limit: 20 },
      },
    })
    .input(ListJobRunsInput)
    .output(ListJobRunsOutput)
    .query(({ ctx, input }) => listJobRuns(ctx, input)),
  run: adminProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/jobs/{jobName}/run",
        tags,
        summary: "Run a job now",
        description: "A worker begins within a second, or after the run that is under way.",
        status: 202,
        message: "The job will run in a moment.",
        example: { jobName: "audit.seal" },
      },
    })
    .input(RunJobInput)
    .output(RequestedRun)
    .mutation(({ ctx, input }) => runJobNow(ctx, input)),
});
