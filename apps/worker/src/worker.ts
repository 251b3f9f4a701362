import type { Runtime } from "@nexa/core";
import { type Job, runJob } from "./job.ts";
import { startNoticeLoops } from "./loops/notice-loops.ts";
import type { Repeating } from "./loops/repeat.ts";
import { startRequestedJobsLoop } from "./loops/requested-jobs-loop.ts";
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
  const repeating: Repeating[] = [];
  const stop = async (timeoutMs = STOP_TIMEOUT_MS) => {
    await Promise.all([...repeating.splice(0).map((each) => each.stop()), queue.stop(timeoutMs)]);
  };
  try {
    await queue.start(jobs);
    for (const job of jobs) await queue.work(job, (run) => runJob(runtime, job, run));
    repeating.push(...startScheduler(runtime, jobs, queue.send), startRequestedJobsLoop(runtime, jobs, queue.send));
    repeating.push(...startNoticeLoops(runtime));
    return { stop };
  } catch (error) {
    await stop(0);
    throw error;
  }
}
