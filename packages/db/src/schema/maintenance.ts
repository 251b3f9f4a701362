import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, oneOf } from "./columns.ts";

/**
 * The installation is closed while this row is there and whoever closed it still holds the lock of restores: servers answer 503, workers
 * pause. One row at most; no backup holds it.
 */
export const maintenance = pgTable(
  "maintenance",
  {
    id: integer("id").primaryKey().default(1),
    restoreId: uuid("restore_id").notNull(),
    since: instant("since").notNull(),
  },
  (table) => [check("maintenance_single", sql`${table.id} = 1`)],
);

/** Every restore that was begun, its own history: no backup holds it and no restore touches it. */
export const restores = pgTable(
  "restores",
  {
    id: uuid("id").primaryKey(),
    /** The archive: a backup's id, or the name of a file given to the command. */
    source: text("source").notNull(),
    /** The task that staff started it by; null for the command. */
    taskId: uuid("task_id"),
    requestedBy: uuid("requested_by"),
    status: text("status", { enum: ["running", "committed", "succeeded", "failed"] })
      .notNull()
      .default("running"),
    /** When the archive's snapshot was taken. */
    snapshotAt: instant("snapshot_at"),
    /** The backup made just before; null on an empty installation. */
    safetyBackupId: text("safety_backup_id"),
    /** Whether staged content waits to be swapped in. */
    hasContent: boolean("has_content").notNull().default(false),
    startedAt: instant("started_at").notNull(),
    /** When PostgreSQL's part took effect: from then on the restore is finished, not undone. */
    committedAt: instant("committed_at"),
    endedAt: instant("ended_at"),
    error: text("error"),
    /** Figures: rows, files, suppressed notices, money returned. */
    result: jsonb("result").$type<Record<string, unknown>>(),
  },
  (table) => [
    index("restores_committed_idx").on(table.id).where(sql`${table.status} = 'committed'`),
    oneOf("restores_status_check", table.status, ["running", "committed", "succeeded", "failed"]),
  ],
);
