import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { amount, instant } from "./columns.ts";

/** What was fixed at install: one row. A start with another country, time zone or currency is refused. */
export const operatorProfile = pgTable(
  "operator_profile",
  {
    id: integer("id").primaryKey().default(1),
    country: text("country").notNull(),
    timezone: text("timezone").notNull(),
    currency: text("currency").notNull(),
    installedAt: instant("installed_at").notNull(),
  },
  (table) => [check("operator_profile_single", sql`${table.id} = 1`)],
);

/** Settings that differ from their default. The default and bounds live in code. */
export const operatorSettings = pgTable("operator_settings", {
  name: text("name").primaryKey(),
  value: jsonb("value").notNull(),
  updatedAt: instant("updated_at").notNull(),
  updatedBy: uuid("updated_by"),
});

export const operatorSettingChanges = pgTable(
  "operator_setting_changes",
  {
    id: uuid("id").primaryKey(),
    name: text("name").notNull(),
    before: jsonb("before"),
    after: jsonb("after").notNull(),
    changedAt: instant("changed_at").notNull(),
    changedBy: uuid("changed_by"),
  },
  (table) => [index("operator_setting_changes_name_idx").on(table.name, table.id)],
);

/** The store of rate-limiter-flexible: shared between servers. `expire` is in milliseconds since 1970. */
export const rateLimits = pgTable("rate_limits", {
  key: text("key").primaryKey(),
  points: integer("points").notNull().default(0),
  expire: amount("expire"),
});

/** How far the demo's business time is ahead of the database's clock: one row, moved by hand, never in production. */
export const clockOffset = pgTable(
  "clock_offset",
  {
    id: integer("id").primaryKey().default(1),
    milliseconds: amount("milliseconds").notNull().default(0),
  },
  (table) => [
    check("clock_offset_single", sql`${table.id} = 1`),
    check("clock_offset_forward", sql`${table.milliseconds} >= 0`),
  ],
);

/** Files people uploaded, re-encoded by us. The id is the name in the storage. */
export const uploads = pgTable(
  "uploads",
  {
    id: uuid("id").primaryKey(),
    purpose: text("purpose", { enum: ["profile_picture", "content_image"] }).notNull(),
    contentType: text("content_type").notNull(),
    sizeBytes: amount("size_bytes").notNull(),
    sha256: text("sha256").notNull(),
    customerId: uuid("customer_id"),
    createdAt: instant("created_at").notNull(),
    /** Since when no content names it; null while some does, and for pictures of people. */
    unusedSince: instant("unused_since"),
  },
  (table) => [index("uploads_customer_id_idx").on(table.customerId).where(sql`${table.customerId} is not null`)],
);
