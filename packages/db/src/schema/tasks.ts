import { TASK_KINDS, TASK_STATUSES, type TaskProgress } from "@nexa/contracts";
import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, oneOf } from "./columns.ts";

/**
 * Long work that staff or a schedule started and a worker does: exports, backups, restores, rebuilds. No backup holds them and no restore
 * touches them. A running one belongs to its `attempt` until `lease_until`; after that another worker takes it over.
 */
export const tasks = pgTable(
  "tasks",
  {
    id: uuid("id").primaryKey(),
    kind: text("kind", { enum: TASK_KINDS }).notNull(),
    status: text("status", { enum: TASK_STATUSES }).notNull().default("waiting"),
    /** What was asked for; the kind's own shape. */
    params: jsonb("params").$type<Record<string, unknown>>().notNull(),
    progress: jsonb("progress").$type<TaskProgress>(),
    /** What came of it; the kind's own shape. */
    result: jsonb("result").$type<Record<string, unknown>>(),
    /** Why it failed, as a sentence. */
    error: text("error"),
    /** The member of staff; null where a schedule or the system started it. */
    requestedBy: uuid("requested_by"),
    requestedAt: instant("requested_at").notNull(),
    startedAt: instant("started_at"),
    endedAt: instant("ended_at"),
    attempt: integer("attempt").notNull().default(0),
    leaseUntil: instant("lease_until"),
  },
  (table) => [
    index("tasks_kind_id_idx").on(table.kind, table.id),
    index("tasks_open_idx").on(table.kind, table.id).where(sql`${table.status} in ('waiting', 'running')`),
    oneOf("tasks_kind_check", table.kind, TASK_KINDS),
    oneOf("tasks_status_check", table.status, TASK_STATUSES),
  ],
);

/** Jobs that are to run now rather than at their next time: written in the business transaction, sent to the queue by a worker. */
export const jobRequests = pgTable(
  "job_requests",
  {
    id: uuid("id").primaryKey(),
    jobName: text("job_name").notNull(),
    requestedBy: uuid("requested_by"),
    requestedAt: instant("requested_at").notNull(),
    sentAt: instant("sent_at"),
  },
  (table) => [
    index("job_requests_unsent_idx").on(table.id).where(sql`${table.sentAt} is null`),
    index("job_requests_job_name_idx").on(table.jobName, table.id),
  ],
);

/** What the workers do by the clock, as the worker that started last said: how the server knows the jobs. No backup holds it. */
export const jobSchedules = pgTable(
  "job_schedules",
  {
    name: text("name").primaryKey(),
    /** When it runs, as a croner pattern in the operator's time zone. */
    pattern: text("pattern"),
    /** Or every so many minutes as this setting says. */
    everyMinutesOf: text("every_minutes_of"),
    /** A run longer than this counts as failed. */
    expireSeconds: integer("expire_seconds").notNull(),
    publishedAt: instant("published_at").notNull(),
  },
  (table) => [check("job_schedules_one_check", sql`num_nonnulls(${table.pattern}, ${table.everyMinutesOf}) = 1`)],
);
