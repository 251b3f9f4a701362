import { z } from "zod";
import { JOB_RUN_STATES } from "./enums.ts";
import { Id } from "./ids.ts";
import { PageInput, pageOf } from "./paging.ts";
import { boundedText, Timestamp } from "./text.ts";

const JobName = boundedText(1, 100);

/** One run of a job. Its times are those of the machine, also in a demo whose business time is ahead. Kept for seven days. */
export const JobRun = z.object({
  id: Id,
  jobName: z.string(),
  state: z.enum(JOB_RUN_STATES),
  /** The instant of the schedule that it stands for, in business time, or when it was asked for. */
  slot: Timestamp.nullable(),
  /** The member of staff who asked for it; null where the schedule did. */
  requestedBy: Id.nullable(),
  createdAt: Timestamp,
  /** When its last attempt began. */
  startedAt: Timestamp.nullable(),
  endedAt: Timestamp.nullable(),
  durationMs: z.int().min(0).nullable(),
  /** How often it was begun. */
  attempt: z.int().min(0),
  /** What it did, in figures of the job's own. */
  result: z.record(z.string(), z.unknown()).nullable(),
  /** Why its last attempt failed. */
  error: z.string().nullable(),
});
export type JobRun = z.infer<typeof JobRun>;

/** Something the worker does by the clock. */
export const Job = z.object({
  name: z.string(),
  /** When it runs: a cron pattern in the operator's time zone, with seconds where it has six parts; null where `everyMinutes` says it. */
  pattern: z.string().nullable(),
  everyMinutes: z.int().min(1).nullable(),
  /** In business time. */
  nextRunAt: Timestamp,
  /** Seconds after which a run counts as failed and is tried again. */
  expireSeconds: z.int(),
  /** The newest first. */
  lastRuns: z.array(JobRun),
});
export type Job = z.infer<typeof Job>;

/** Empty until a worker has started for the first time. */
export const ListJobsOutput = z.object({ items: z.array(Job) });
export type ListJobsOutput = z.infer<typeof ListJobsOutput>;

export const ListJobRunsInput = z.strictObject({
  ...PageInput,
  jobName: JobName,
  state: z.enum(JOB_RUN_STATES).optional(),
});
export type ListJobRunsInput = z.infer<typeof ListJobRunsInput>;
export const ListJobRunsOutput = pageOf(JobRun);
export type ListJobRunsOutput = z.infer<typeof ListJobRunsOutput>;

export const RunJobInput = z.strictObject({ jobName: JobName });
export type RunJobInput = z.infer<typeof RunJobInput>;

/** A run that was asked for. It has this id in the job's history, unless a run that waits already serves for it. */
export const RequestedRun = z.object({ id: Id, jobName: z.string(), requestedAt: Timestamp });
export type RequestedRun = z.infer<typeof RequestedRun>;
