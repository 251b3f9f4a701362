import { BACKUP_STATUSES } from "@nexa/contracts";
import { index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { amount, instant, oneOf } from "./columns.ts";

/**
 * What the backups in the file storage say of themselves, so that a list need not open each: made again from the files whenever they
 * differ. No backup holds it.
 */
export const backups = pgTable(
  "backups",
  {
    /** The archive's own id; of a file whose beginning cannot be read an id made of its key. */
    id: uuid("id").primaryKey(),
    fileKey: text("file_key").notNull(),
    sizeBytes: amount("size_bytes").notNull(),
    /** As the storage says: a file of another size or time is read again. */
    modifiedAt: instant("modified_at").notNull(),
    addedAt: instant("added_at").notNull(),
    /** The archive's manifest; null where it cannot be read. */
    manifest: jsonb("manifest").$type<Record<string, unknown>>(),
    status: text("status", { enum: BACKUP_STATUSES }).notNull().default("unverified"),
    verifiedAt: instant("verified_at"),
    problem: text("problem"),
  },
  (table) => [
    uniqueIndex("backups_file_key_idx").on(table.fileKey),
    index("backups_added_at_idx").on(table.addedAt, table.id),
    oneOf("backups_status_check", table.status, BACKUP_STATUSES),
  ],
);
