import type { Runtime } from "@nexa/core";
import { publishJobs } from "@nexa/core/jobs/index";
import { startWorkGate, type WorkGate } from "@nexa/core/maintenance-mode/index";
import { type Job, type JobResult, jobContext, type Run, runJob } from "./job.ts";
import { startNoticeLoops } from "./loops/notice-loops.ts";
import type { Repeating } from "./loops/repeat.ts";
import { startRequestedJobsLoop } from "./loops/requested-jobs-loop.ts";
import { startRestoreLoop } from "./loops/restore-loop.ts";
import { createJobQueue, type QueueTiming } from "./queue/job-queue.ts";
import { startScheduler } from "./schedule/scheduler.ts";

const STOP_TIMEOUT_MS = 10_000;

export type WorkerOptions = {
  runtime: Runtime;
  /** Where the queue connects: past any connection pooler. */
  databaseUrl: string;
  jobs: readonly Job[];
  timing?: Partial<QueueTiming>;
};

export type Worker = {
  /** Lets what runs end, for ten seconds unless told otherwise; what does not is run again by another worker. */
  stop(timeoutMs?: number): Promise<void>;
};

/** Starts everything the worker does: loops, queue, schedules. Any number of workers may share a database. */
export async function startWorker({ runtime, databaseUrl, jobs, timing }: WorkerOptions): Promise<Worker> {
  const queue = createJobQueue({ databaseUrl, logger: runtime.logger, timing });
  const gate = await startWorkGate(runtime);
  const repeating: Repeating[] = [];
  const stop = async (timeoutMs = STOP_TIMEOUT_MS) => {
    await Promise.all([...repeating.splice(0).map((each) => each.stop()), queue.stop(timeoutMs)]);
    await gate.stop();
  };
  try {
    await queue.start(jobs);
    await publishJobs(jobContext(runtime, "jobs.publish", "start"), jobs);
    for (const job of jobs) await queue.work(job, (run) => runWhenOpen(runtime, gate, job, run));
    repeating.push(...startScheduler(runtime, jobs, queue.send, gate));
    repeating.push(startRequestedJobsLoop(runtime, jobs, queue.sendRequest, gate));
    repeating.push(...startNoticeLoops(runtime, undefined, gate), startRestoreLoop(runtime));
    return { stop };
  } catch (error) {
    await stop(0);
    throw error;
  }
}

/** A run that comes while the installation is closed for a restore waits until it is over. */
async function runWhenOpen(runtime: Runtime, gate: WorkGate, job: Job, run: Run): Promise<JobResult> {
  if (job.runsWhileClosed) return runJob(runtime, job, run);
  await gate.opened(run.signal);
  const leave = gate.enter();
  try {
    return await runJob(runtime, job, run);
  } finally {
    leave();
  }
}
