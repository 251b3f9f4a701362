import type { Logger } from "@nexa/core";
import { loggableError } from "@nexa/core/composition/index";
import { type RequestedJob, slotId } from "@nexa/core/jobs/index";
import { PgBoss } from "pg-boss";
import type { Job, JobResult, Run } from "../job.ts";

const SCHEMA = "pgboss";
const MAX_CONNECTIONS = 4;
const DAY_SECONDS = 86_400;
/** Longer than the rarest schedule's interval: while a slot's row is kept, the slot cannot be sent again. */
const HISTORY_SECONDS = 7 * DAY_SECONDS;

/** How patient the queue is; tests have less patience. */
export type QueueTiming = {
  /** Between two looks for jobs; a new job wakes the worker without waiting for it. */
  readonly pollSeconds: number;
  /** Before the first retry of a failed run; doubles up to a minute. */
  readonly retrySeconds: number;
  /** Between two looks for runs whose worker has died. */
  readonly superviseSeconds: number;
  /** A worker that is silent for so long has died; 10 or more. */
  readonly heartbeatSeconds: number;
};

const DEFAULT_TIMING: QueueTiming = { pollSeconds: 5, retrySeconds: 2, superviseSeconds: 20, heartbeatSeconds: 30 };

export type JobQueueOptions = {
  databaseUrl: string;
  logger: Logger;
  timing?: Partial<QueueTiming> | undefined;
};

/** Slots made durable: each is run to its end by one worker, tried again where it fails or its worker dies. */
export type JobQueue = {
  /** Creates what the queue needs and looks for runs that dead workers left. */
  start(jobs: readonly Job[]): Promise<void>;
  /** Takes runs of this job, one at a time. */
  work(job: Job, handler: (run: Run) => Promise<JobResult>): Promise<void>;
  /** Sends a slot, once however many workers send it and however often; true where this call was the first. */
  send(job: Job, slot: Date): Promise<boolean>;
  /** Sends a run that was asked for, once however often; true where this call was the first. One that waits already serves for it. */
  sendRequest(job: Job, request: RequestedJob): Promise<boolean>;
  /** Takes no more runs, waits for those under way and gives back what does not end in time. */
  stop(timeoutMs: number): Promise<void>;
};

type SlotData = { slot: string; requestedBy?: string | null };

/** The queue in the schema `pgboss` of the database. Its table of jobs is also their history, kept for seven days. */
export function createJobQueue({ databaseUrl, logger, timing }: JobQueueOptions): JobQueue {
  const patience = { ...DEFAULT_TIMING, ...timing };
  const { pollSeconds, superviseSeconds } = patience;
  const boss = new PgBoss({
    connectionString: databaseUrl,
    application_name: "nexa-worker-jobs",
    schema: SCHEMA,
    max: MAX_CONNECTIONS,
    schedule: false,
    useListenNotify: true,
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
  });
  // Without a listener the first broken connection would end the process.
  boss.on("error", (error) => logger.warn({ err: error }, "the job queue met an error; it goes on"));
  boss.on("warning", (warning) => logger.warn({ warning }, "the job queue warns"));
  return {
    async start(jobs) {
      await boss.start();
      for (const job of jobs) await declareQueue(boss, job, patience);
    },
    async work(job, handler) {
      const options = { batchSize: 1, pollingIntervalSeconds: pollSeconds, notifyPollingIntervalSeconds: pollSeconds };
      await boss.work<SlotData>(job.name, options, async ([run]) => {
        if (!run) return {};
        const { id, data, retryCount, signal } = run;
        return withPlainErrors(() => handler({ id, slot: data.slot, attempt: retryCount + 1, signal }));
      });
    },
    async send(job, slot) {
      const data: SlotData = { slot: slot.toISOString() };
      return (await boss.send(job.name, data, { id: slotId(job.name, slot) })) !== null;
    },
    async sendRequest(job, { id, requestedAt, requestedBy }) {
      const data: SlotData = { slot: requestedAt.toISOString(), requestedBy };
      return (await boss.send(job.name, data, { id })) !== null;
    },
    stop: (timeoutMs) => boss.stop({ graceful: true, timeout: timeoutMs }),
  };
}

/** The queue keeps an error as the run's history, where the values of a statement have no place. */
async function withPlainErrors(run: () => Promise<JobResult>): Promise<JobResult> {
  try {
    return await run();
  } catch (error) {
    throw new Error(loggableError(error).message);
  }
}

async function declareQueue(boss: PgBoss, job: Job, patience: QueueTiming): Promise<void> {
  const options = {
    expireInSeconds: job.expireSeconds,
    heartbeatSeconds: patience.heartbeatSeconds,
    retryLimit: 5,
    retryDelay: patience.retrySeconds,
    retryBackoff: true,
    retryDelayMax: 60,
    deleteAfterSeconds: HISTORY_SECONDS,
    notify: true,
  };
  // "short": while a run waits, later slots join it, so that a slow job does not pile up a backlog.
  await boss.createQueue(job.name, { ...options, policy: "short" });
  await boss.updateQueue(job.name, options);
}
