import type { CoreContext, Runtime } from "@nexa/core";
import type { Schedule } from "@nexa/core/jobs/index";

/** What a run did, in figures; kept as the job's history. */
export type JobResult = Record<string, unknown>;

/** One thing the worker does at its times. Runs happen at least once, now and then twice: each must be idempotent. */
export type Job = {
  /** `<domain>.<verb>`, also the queue's name. */
  readonly name: string;
  readonly schedule: Schedule;
  /** A run longer than this counts as failed and is tried again. */
  readonly expireSeconds: number;
  /** Whether it runs also while the installation is closed for a restore. */
  readonly runsWhileClosed?: boolean;
  /** `signal` aborts when the run has lost its claim or the worker must go: long work stops between two chunks. */
  run(ctx: CoreContext, signal: AbortSignal): Promise<JobResult>;
};

/** The context of a job's run: its own actor, and the run's id where a request has the request's. */
export function jobContext(runtime: Runtime, name: string, runId: string): CoreContext {
  const { db, content, gateways, clock, logger } = runtime;
  const caller = { ip: null, userAgent: null };
  return { db, content, gateways, clock, logger, runtime, caller, requestId: runId, actor: { kind: "job", name } };
}

export type Run = {
  readonly id: string;
  readonly slot: string;
  readonly attempt: number;
  readonly signal: AbortSignal;
};

/** Runs a job once and logs how it went. What it throws is thrown on, so that the queue tries again. */
export async function runJob(runtime: Runtime, job: Job, run: Run): Promise<JobResult> {
  const startedAt = performance.now();
  const facts = { job: job.name, slot: run.slot, attempt: run.attempt, runId: run.id };
  const durationMs = () => Math.round(performance.now() - startedAt);
  try {
    const result = await job.run(jobContext(runtime, job.name, run.id), run.signal);
    runtime.logger.debug({ ...facts, durationMs: durationMs(), result }, "job done");
    return result;
  } catch (error) {
    runtime.logger.error({ ...facts, durationMs: durationMs(), err: error }, "job failed");
    throw error;
  }
}
