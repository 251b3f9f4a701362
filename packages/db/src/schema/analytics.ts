import { NOTIFICATION_CHANNELS, RECORDED_PAYMENT_METHODS, TRANSACTION_TYPES } from "@nexa/contracts";
import { sql } from "drizzle-orm";
import { check, customType, date, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { amount, instant, oneOf } from "./columns.ts";

/** A transaction of the database by its 64-bit number, which never comes round again within one cluster; as text, since it may pass 2^53. */
const xid8 = customType<{ data: string; driverData: string }>({ dataType: () => "xid8" });

/**
 * What no backup carries, as it is derived and the tables are filled again by `resetAnalytics`. `analytics_deliveries` is carried: notices are
 * deleted and their counts are not.
 *
 * The columns say what transaction of the database inserted a row (`written_by xid8 not null default pg_current_xact_id()`), which means
 * nothing in another cluster. Analytics count by them, and nothing else reads them: so they are hand-written in the migration.
 */
export const ANALYTICS_NOT_IN_BACKUPS = {
  tables: ["analytics_cursor", "analytics_sales", "analytics_plan_sales", "analytics_counts", "analytics_now"],
  columns: { transaction_events: ["written_by"], customers: ["written_by"], referral_events: ["written_by"] },
} as const;

/** How far the rollups have counted: everything written by transactions of the database before this one. Null: all is to be counted anew. */
export const analyticsCursor = pgTable(
  "analytics_cursor",
  {
    id: integer("id").primaryKey().default(1),
    countedBelow: xid8("counted_below"),
    countedAt: instant("counted_at"),
  },
  (table) => [check("analytics_cursor_single", sql`${table.id} = 1`)],
);

/** Counts of transactions by their status now, and money in minor units. A transaction belongs to the operator's day it was made on. */
function salesColumns() {
  return {
    pending: amount("pending").notNull(),
    succeeded: amount("succeeded").notNull(),
    failed: amount("failed").notNull(),
    reversed: amount("reversed").notNull(),
    refunded: amount("refunded").notNull(),
    partiallyRefunded: amount("partially_refunded").notNull(),
    /** Captured for what was delivered. */
    grossMinor: amount("gross_minor").notNull(),
    /** Given back of it, whenever that was. */
    refundedMinor: amount("refunded_minor").notNull(),
    /** Taken off the price of what was delivered. */
    discountMinor: amount("discount_minor").notNull(),
  };
}

export const analyticsSales = pgTable(
  "analytics_sales",
  {
    day: date("day", { mode: "string" }).notNull(),
    type: text("type", { enum: TRANSACTION_TYPES }).notNull(),
    paymentMethod: text("payment_method", { enum: RECORDED_PAYMENT_METHODS }).notNull(),
    ...salesColumns(),
  },
  (table) => [primaryKey({ columns: [table.day, table.type, table.paymentMethod] })],
);

/** The same by plan; imported sales may know none. */
export const analyticsPlanSales = pgTable(
  "analytics_plan_sales",
  { day: date("day", { mode: "string" }).notNull(), planId: uuid("plan_id"), ...salesColumns() },
  (table) => [unique("analytics_plan_sales_day_plan_id_key").on(table.day, table.planId).nullsNotDistinct()],
);

/**
 * How many of something a day has: `registered` and the steps of referrals as `referral_<kind>`, added as they are written; `closed`, and
 * `lapsed` for customers whose latest plan ends or ended on it, recounted whole since both may change.
 */
export const analyticsCounts = pgTable(
  "analytics_counts",
  {
    what: text("what").notNull(),
    day: date("day", { mode: "string" }).notNull(),
    count: amount("count").notNull(),
  },
  (table) => [primaryKey({ columns: [table.what, table.day] })],
);

/** Deliveries of the notices of a day by what became of them. Recounted while it may change; kept when the notices are deleted. */
export const analyticsDeliveries = pgTable(
  "analytics_deliveries",
  {
    day: date("day", { mode: "string" }).notNull(),
    channel: text("channel", { enum: NOTIFICATION_CHANNELS }).notNull(),
    pending: amount("pending").notNull(),
    sent: amount("sent").notNull(),
    delivered: amount("delivered").notNull(),
    failed: amount("failed").notNull(),
    suppressed: amount("suppressed").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.day, table.channel] }),
    oneOf("analytics_deliveries_channel_check", table.channel, NOTIFICATION_CHANNELS),
  ],
);

/** What stood when it was last looked: plans that run and wait, and what is owed on bills. */
export type AnalyticsStanding = {
  activePlans: number;
  activeTopups: number;
  queuedPlans: number;
  expiringWithin1Day: number;
  expiringWithin7Days: number;
  activePostpaid: number;
  suspendedPostpaid: number;
  dues: { age: string; bills: number; outstandingMinor: number }[];
};

export const analyticsNow = pgTable(
  "analytics_now",
  {
    id: integer("id").primaryKey().default(1),
    standing: jsonb("standing").$type<AnalyticsStanding>().notNull(),
    measuredAt: instant("measured_at").notNull(),
  },
  (table) => [check("analytics_now_single", sql`${table.id} = 1`)],
);
