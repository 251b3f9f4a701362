import {
  BROADCAST_STATUSES,
  type BroadcastAudience,
  NOTIFICATION_CHANNELS,
  NOTIFICATION_STATUSES,
  NOTIFICATION_TYPES,
} from "@nexa/contracts";
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { amount, instant, oneOf } from "./columns.ts";
import { customers } from "./identity.ts";

/**
 * The outbox and in-app history in one: written in the business transaction, partitioned by range of its UUIDv7 id. The sequencer
 * gives `stream_seq` after commit and writes one delivery per channel.
 */
export const notifications = pgTable(
  "notifications",
  {
    id: uuid("id").primaryKey(),
    type: text("type", { enum: NOTIFICATION_TYPES }).notNull(),
    /** Null for a number that belongs to no customer. */
    customerId: uuid("customer_id"),
    phone: text("phone").notNull(),
    lineId: uuid("line_id"),
    /** What the template needs; never a secret. */
    params: jsonb("params").$type<Record<string, string | number | null>>().notNull(),
    /** A one-time code, encrypted; wiped once delivery has ended. */
    sealedSecret: text("sealed_secret"),
    streamSeq: amount("stream_seq"),
    readAt: instant("read_at"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    index("notifications_customer_id_idx").on(table.customerId, table.id),
    index("notifications_unread_idx").on(table.customerId).where(sql`${table.readAt} is null`),
    index("notifications_unsequenced_idx").on(table.id).where(sql`${table.streamSeq} is null`),
    index("notifications_stream_seq_idx").on(table.streamSeq),
    index("notifications_customer_id_stream_seq_idx").on(table.customerId, table.streamSeq),
    oneOf("notifications_type_check", table.type, NOTIFICATION_TYPES),
  ],
);

/** One cause, one notice: uniqueness across partitions. */
export const notificationCauses = pgTable("notification_causes", {
  causeKey: text("cause_key").primaryKey(),
  notificationId: uuid("notification_id").notNull(),
});

/** A notice on its way over one channel. `${notificationId}:${channel}` is the provider's idempotency key. */
export const notificationDeliveries = pgTable(
  "notification_deliveries",
  {
    notificationId: uuid("notification_id").notNull(),
    channel: text("channel", { enum: NOTIFICATION_CHANNELS }).notNull(),
    status: text("status", { enum: NOTIFICATION_STATUSES }).notNull().default("pending"),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: instant("next_attempt_at").notNull(),
    leaseUntil: instant("lease_until"),
    leaseOwner: uuid("lease_owner"),
    providerReference: text("provider_reference"),
    lastError: text("last_error"),
    createdAt: instant("created_at").notNull(),
    sentAt: instant("sent_at"),
    deliveredAt: instant("delivered_at"),
  },
  (table) => [
    primaryKey({ columns: [table.notificationId, table.channel] }),
    index("notification_deliveries_due_idx").on(table.nextAttemptAt).where(sql`${table.status} = 'pending'`),
    // Providers tell what became of a message by their own name of it.
    index("notification_deliveries_provider_reference_idx")
      .on(table.providerReference)
      .where(sql`${table.providerReference} is not null`),
    oneOf("notification_deliveries_channel_check", table.channel, NOTIFICATION_CHANNELS),
    oneOf("notification_deliveries_status_check", table.status, NOTIFICATION_STATUSES),
    check("notification_deliveries_attempts_check", sql`${table.attempts} >= 0`),
  ],
);

/** Push targets registered by the apps. */
export const devices = pgTable(
  "devices",
  {
    id: uuid("id").primaryKey(),
    customerId: uuid("customer_id")
      .notNull()
      .references(() => customers.id),
    platform: text("platform", { enum: ["web", "android", "ios"] }).notNull(),
    token: text("token").notNull(),
    createdAt: instant("created_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
  },
  (table) => [uniqueIndex("devices_token_idx").on(table.token), index("devices_customer_id_idx").on(table.customerId)],
);

/** What a customer decided of a type and channel; without a row it is on. Money and security notices ask nobody. */
export const notificationPreferences = pgTable(
  "notification_preferences",
  {
    customerId: uuid("customer_id")
      .notNull()
      .references(() => customers.id),
    type: text("type", { enum: NOTIFICATION_TYPES }).notNull(),
    channel: text("channel", { enum: NOTIFICATION_CHANNELS }).notNull(),
    isEnabled: boolean("is_enabled").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.customerId, table.type, table.channel] })],
);

/** What staff send to many: a durable job that goes through the customers by id and can be stopped and resumed. */
export const broadcasts = pgTable(
  "broadcasts",
  {
    id: uuid("id").primaryKey(),
    audience: jsonb("audience").$type<BroadcastAudience>().notNull(),
    /** Title and text by language; English is always there. */
    content: jsonb("content").$type<Partial<Record<string, { title: string; text: string }>>>().notNull(),
    channels: text("channels").array().notNull(),
    status: text("status", { enum: BROADCAST_STATUSES }).notNull().default("queued"),
    /** How many it was meant for when it was made. */
    expected: integer("expected").notNull(),
    /** How many got it so far. */
    reached: integer("reached").notNull().default(0),
    /** The last customer done; the next chunk starts after it. */
    cursor: uuid("cursor"),
    createdBy: uuid("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    startedAt: instant("started_at"),
    endedAt: instant("ended_at"),
    error: text("error"),
  },
  (table) => [
    index("broadcasts_created_at_idx").on(table.createdAt, table.id),
    index("broadcasts_open_idx").on(table.createdAt).where(sql`${table.status} in ('queued', 'running')`),
    oneOf("broadcasts_status_check", table.status, BROADCAST_STATUSES),
  ],
);

/** Whom a broadcast reached, with its notice; the notice's deliveries say the rest. */
export const broadcastRecipients = pgTable(
  "broadcast_recipients",
  {
    broadcastId: uuid("broadcast_id")
      .notNull()
      .references(() => broadcasts.id),
    customerId: uuid("customer_id").notNull(),
    notificationId: uuid("notification_id").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.broadcastId, table.customerId] })],
);
