import { randomUUID } from "node:crypto";
import type { Runtime } from "@nexa/core";
import { type RequestedJob, sendRequestedJobs } from "@nexa/core/jobs/index";
import type { WorkGate } from "@nexa/core/maintenance-mode/index";
import { type Job, jobContext } from "../job.ts";
import { type Repeating, repeat } from "./repeat.ts";
import { whileOpen } from "./while-open.ts";

const NAME = "jobs.requests";
const IDLE_MS = 500;

export type SendRequest = (job: Job, request: RequestedJob) => Promise<boolean>;

/** Sends what staff asked for to the queue within half a second. Any number of workers may run it. */
export function startRequestedJobsLoop(
  runtime: Runtime,
  jobs: readonly Job[],
  sendRequest: SendRequest,
  gate: WorkGate,
): Repeating {
  const byName = new Map(jobs.map((job) => [job.name, job]));
  return repeat({
    pass: whileOpen(gate, async () => {
      const ctx = jobContext(runtime, NAME, randomUUID());
      const sent = await sendRequestedJobs(ctx, [...byName.keys()], async (request) => {
        const job = byName.get(request.jobName);
        if (job) await sendRequest(job, request);
      });
      return sent > 0 ? 0 : IDLE_MS;
    }),
    onError: (error) => runtime.logger.error({ loop: NAME, err: error }, "a pass failed; it is tried again"),
  });
}
