import { randomUUID } from "node:crypto";
import type { Runtime } from "@nexa/core";
import { sendRequestedJobs } from "@nexa/core/jobs/index";
import { type Job, jobContext } from "../job.ts";
import type { Send } from "../schedule/scheduler.ts";
import { type Repeating, repeat } from "./repeat.ts";

const NAME = "jobs.requests";
const IDLE_MS = 500;

/** Sends what staff asked for to the queue within half a second. Any number of workers may run it. */
export function startRequestedJobsLoop(runtime: Runtime, jobs: readonly Job[], send: Send): Repeating {
  const byName = new Map(jobs.map((job) => [job.name, job]));
  return repeat({
    pass: async () => {
      const sent = await sendRequestedJobs(
        jobContext(runtime, NAME, randomUUID()),
        async ({ jobName, requestedAt }) => {
          const job = byName.get(jobName);
          if (job) await send(job, requestedAt);
          else runtime.logger.warn({ job: jobName }, "a job was asked for that this worker does not know");
        },
      );
      return sent > 0 ? 0 : IDLE_MS;
    },
    onError: (error) => runtime.logger.error({ loop: NAME, err: error }, "a pass failed; it is tried again"),
  });
}
