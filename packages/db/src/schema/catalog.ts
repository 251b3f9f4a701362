import { OFFER_KINDS, PLAN_STATUSES, PLAN_TYPES } from "@nexa/contracts";
import { type SQL, sql } from "drizzle-orm";
import {
  boolean,
  check,
  customType,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { amount, instant, oneOf } from "./columns.ts";

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

export const categories = pgTable(
  "categories",
  {
    id: uuid("id").primaryKey(),
    name: text("name").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    deletedAt: instant("deleted_at"),
  },
  (table) => [uniqueIndex("categories_name_idx").on(sql`lower(${table.name})`).where(sql`${table.deletedAt} is null`)],
);

export const plans = pgTable(
  "plans",
  {
    id: uuid("id").primaryKey(),
    categoryId: uuid("category_id")
      .notNull()
      .references(() => categories.id),
    name: text("name").notNull(),
    type: text("type", { enum: PLAN_TYPES }).notNull(),
    isTopup: boolean("is_topup").notNull().default(false),
    status: text("status", { enum: PLAN_STATUSES }).notNull().default("active"),
    priceMinor: amount("price_minor").notNull(),
    validityDays: integer("validity_days").notNull(),
    description: text("description").notNull(),
    dataAllowanceBytes: amount("data_allowance_bytes"),
    dailyDataLimitBytes: amount("daily_data_limit_bytes"),
    talktimeMinutes: integer("talktime_minutes"),
    smsCount: integer("sms_count"),
    benefits: jsonb("benefits").$type<string[]>().notNull().default([]),
    isFeatured: boolean("is_featured").notNull().default(false),
    maxSecondaryNumbers: integer("max_secondary_numbers"),
    overagePricePerGbMinor: amount("overage_price_per_gb_minor"),
    /** Sales of the last 30 days, refreshed by a job: the popularity sort. */
    recentSales: integer("recent_sales").notNull().default(0),
    search: tsvector("search").generatedAlwaysAs(
      (): SQL =>
        sql`to_tsvector('simple', ${plans.name} || ' ' || ${plans.description} || ' ' || ${plans.benefits}::text)`,
    ),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    deletedAt: instant("deleted_at"),
  },
  (table) => [
    index("plans_category_id_idx").on(table.categoryId),
    index("plans_search_idx").using("gin", table.search),
    uniqueIndex("plans_name_idx").on(sql`lower(${table.name})`).where(sql`${table.deletedAt} is null`),
    oneOf("plans_type_check", table.type, PLAN_TYPES),
    oneOf("plans_status_check", table.status, PLAN_STATUSES),
    check("plans_price_check", sql`${table.priceMinor} > 0`),
    check("plans_validity_check", sql`${table.validityDays} >= 1`),
    check(
      "plans_volumes_check",
      sql`${table.dataAllowanceBytes} >= 0 and ${table.dailyDataLimitBytes} >= 0 and ${table.talktimeMinutes} >= 0 and ${table.smsCount} >= 0`,
    ),
    check(
      "plans_daily_limit_check",
      sql`${table.dailyDataLimitBytes} is null or ${table.dataAllowanceBytes} is null or ${table.dailyDataLimitBytes} <= ${table.dataAllowanceBytes}`,
    ),
  ],
);

/** An offer of one plan. What was entered is kept (a percentage stays a percentage); the price is computed at each use. */
export const offers = pgTable(
  "offers",
  {
    id: uuid("id").primaryKey(),
    planId: uuid("plan_id")
      .notNull()
      .references(() => plans.id),
    name: text("name").notNull(),
    description: text("description"),
    kind: text("kind", { enum: OFFER_KINDS }).notNull(),
    /** Minor units, for a fixed price or an amount off. */
    amountMinor: amount("amount_minor"),
    percent: numeric("percent", { precision: 5, scale: 2, mode: "number" }),
    validFrom: instant("valid_from").notNull(),
    validUntil: instant("valid_until").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    deletedAt: instant("deleted_at"),
  },
  (table) => [
    index("offers_plan_id_idx").on(table.planId),
    oneOf("offers_kind_check", table.kind, OFFER_KINDS),
    check("offers_window_check", sql`${table.validFrom} < ${table.validUntil}`),
    check(
      "offers_value_check",
      sql`case when ${table.kind} = 'percent_off' then ${table.percent} > 0 and ${table.percent} < 100 and ${table.amountMinor} is null
        else ${table.amountMinor} > 0 and ${table.percent} is null end`,
    ),
  ],
);

/** One row, bumped in the transaction of every catalogue change; servers compare it to refresh their cache. */
export const catalogVersion = pgTable(
  "catalog_version",
  { id: integer("id").primaryKey().default(1), version: amount("version").notNull().default(1) },
  (table) => [check("catalog_version_single", sql`${table.id} = 1`)],
);
