import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant, oneOf } from "./columns.ts";
import { customers } from "./identity.ts";

/**
 * A number the operator serves. `mode` stores what cannot be derived; a line is `prepaid` for as long as `base_ends_at` lies ahead.
 * Guards under the line lock read only this row, which is why `base_ends_at` (end of the chain of base plans) lives here.
 */
export const STORED_LINE_MODES = ["idle", "postpaid", "postpaid_secondary"] as const;

export const lines = pgTable(
  "lines",
  {
    id: uuid("id").primaryKey(),
    phone: text("phone").notNull(),
    ownerId: uuid("owner_id").references(() => customers.id),
    mode: text("mode", { enum: STORED_LINE_MODES }).notNull().default("idle"),
    baseEndsAt: instant("base_ends_at"),
    createdAt: instant("created_at").notNull(),
    releasedAt: instant("released_at"),
  },
  (table) => [
    uniqueIndex("lines_phone_idx").on(table.phone).where(sql`${table.releasedAt} is null`),
    // The last digits of a number, as staff type them.
    index("lines_phone_end_idx").on(sql`reverse(${table.phone}) text_pattern_ops`),
    index("lines_owner_id_idx").on(table.ownerId),
    // Parts of numbers, as staff search customers and transactions by them.
    index("lines_phone_trgm_idx").using("gin", table.phone.op("gin_trgm_ops")).with({ gin_pending_list_limit: 512 }),
    oneOf("lines_mode_check", table.mode, STORED_LINE_MODES),
    check("lines_phone_check", sql`${table.phone} ~ '^\\+[1-9][0-9]{5,14}$'`),
  ],
);

/** Who owned a line when. A new owner sees nothing from before `since`. */
export const lineOwnerships = pgTable(
  "line_ownerships",
  {
    id: uuid("id").primaryKey(),
    lineId: uuid("line_id")
      .notNull()
      .references(() => lines.id),
    customerId: uuid("customer_id")
      .notNull()
      .references(() => customers.id),
    since: instant("since").notNull(),
    until: instant("until"),
  },
  (table) => [
    uniqueIndex("line_ownerships_current_idx").on(table.lineId).where(sql`${table.until} is null`),
    index("line_ownerships_line_id_idx").on(table.lineId),
    index("line_ownerships_customer_id_idx").on(table.customerId),
  ],
);
