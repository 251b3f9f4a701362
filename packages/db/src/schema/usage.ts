import { BUCKET_SOURCES, USAGE_KINDS, USAGE_ZONES } from "@nexa/contracts";
import { sql } from "drizzle-orm";
import {
  bigserial,
  check,
  date,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { amount, instant, oneOf } from "./columns.ts";
import { lines } from "./lines.ts";

/** How an event was split: over buckets, as overage of a cycle, or not covered. The amounts sum to the event's. */
export type UsageSplit =
  | { bucketId: string; amount: number }
  | { overageOfCycleId: string; amount: number }
  | { uncovered: true; amount: number };

/**
 * What a subscription, cycle or add-on gives of one kind, made when first drawn on. Its window is its source's. Data in bytes, voice in
 * seconds, SMS in messages. Status is computed: `exhausted` once nothing remains.
 */
export const usageBuckets = pgTable(
  "usage_buckets",
  {
    id: uuid("id").primaryKey(),
    source: text("source", { enum: BUCKET_SOURCES }).notNull(),
    /** Subscription, cycle or add-on. */
    sourceId: uuid("source_id").notNull(),
    kind: text("kind", { enum: USAGE_KINDS }).notNull(),
    /** Null: not limited. */
    allowance: amount("allowance"),
    used: amount("used").notNull().default(0),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [
    uniqueIndex("usage_buckets_source_idx").on(table.sourceId, table.kind),
    oneOf("usage_buckets_source_check", table.source, BUCKET_SOURCES),
    oneOf("usage_buckets_kind_check", table.kind, USAGE_KINDS),
    check(
      "usage_buckets_used_check",
      sql`${table.used} >= 0 and (${table.allowance} is null or (${table.allowance} >= 0 and ${table.used} <= ${table.allowance}))`,
    ),
  ],
);

/** What was drawn from a bucket on one day of the operator: the daily limit of a base plan counts by it. */
export const usageBucketDays = pgTable(
  "usage_bucket_days",
  {
    bucketId: uuid("bucket_id")
      .notNull()
      .references(() => usageBuckets.id),
    day: date("day", { mode: "string" }).notNull(),
    used: amount("used").notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.bucketId, table.day] }),
    check("usage_bucket_days_used_check", sql`${table.used} >= 0`),
  ],
);

/** What a line used on one day of the operator. */
export const usageDays = pgTable(
  "usage_days",
  {
    lineId: uuid("line_id")
      .notNull()
      .references(() => lines.id),
    day: date("day", { mode: "string" }).notNull(),
    kind: text("kind", { enum: USAGE_KINDS }).notNull(),
    amount: amount("amount").notNull().default(0),
    roamingAmount: amount("roaming_amount").notNull().default(0),
    uncoveredAmount: amount("uncovered_amount").notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.lineId, table.day, table.kind] }),
    oneOf("usage_days_kind_check", table.kind, USAGE_KINDS),
    check(
      "usage_days_amounts_check",
      sql`${table.amount} >= 0 and ${table.roamingAmount} between 0 and ${table.amount} and ${table.uncoveredAmount} between 0 and ${table.amount}`,
    ),
  ],
);

/** Rated events, partitioned by month of `started_at` and kept for the retention time. `arrival` is the order they were rated in. */
export const usageEvents = pgTable(
  "usage_events",
  {
    partnerId: uuid("partner_id").notNull(),
    eventId: text("event_id").notNull(),
    lineId: uuid("line_id").notNull(),
    kind: text("kind", { enum: USAGE_KINDS }).notNull(),
    amount: amount("amount").notNull(),
    zone: text("zone", { enum: USAGE_ZONES }).notNull(),
    startedAt: instant("started_at").notNull(),
    receivedAt: instant("received_at").notNull(),
    arrival: bigserial("arrival", { mode: "number" }),
    splits: jsonb("splits").$type<UsageSplit[]>().notNull(),
  },
  (table) => [
    index("usage_events_line_id_idx").on(table.lineId, table.startedAt),
    oneOf("usage_events_kind_check", table.kind, USAGE_KINDS),
    oneOf("usage_events_zone_check", table.zone, USAGE_ZONES),
    check("usage_events_amount_check", sql`${table.amount} > 0`),
  ],
);

/** Each partner's event once, across partitions. Without an index by time, which every event would pay for: old keys are found by a walk. */
export const usageEventKeys = pgTable(
  "usage_event_keys",
  {
    partnerId: uuid("partner_id").notNull(),
    eventId: text("event_id").notNull(),
    startedAt: instant("started_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.partnerId, table.eventId] })],
);
