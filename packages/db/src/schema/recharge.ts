import {
  ATTEMPT_STATUSES,
  DISCOUNT_TYPES,
  RECORDED_PAYMENT_METHODS,
  TRANSACTION_STATUSES,
  TRANSACTION_TYPES,
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
import { lines } from "./lines.ts";

/** What was sold, as it was when it was sold. Editing a plan never changes it. */
export type PlanTerms = {
  planName: string;
  isTopup: boolean;
  priceMinor: number;
  validityDays: number;
  dataAllowanceBytes: number | null;
  dailyDataLimitBytes: number | null;
  talktimeMinutes: number | null;
  smsCount: number | null;
  benefits: string[];
};

/**
 * Money business, partitioned by range of its UUIDv7 id. Immutable but for status moves, each with a transaction event.
 * Plans, offers and discounts are only ever soft-deleted, so no foreign key is paid for on this hot path.
 */
export const transactions = pgTable(
  "transactions",
  {
    id: uuid("id").primaryKey(),
    type: text("type", { enum: TRANSACTION_TYPES }).notNull(),
    status: text("status", { enum: TRANSACTION_STATUSES }).notNull().default("pending"),
    payerId: uuid("payer_id").references(() => customers.id),
    /** The third party that sold it and collected the money; it has no payer then. */
    partnerId: uuid("partner_id"),
    lineId: uuid("line_id"),
    recipientPhone: text("recipient_phone").notNull(),
    /** The transaction a refund_adjustment gives money back for. */
    refundOfId: uuid("refund_of_id"),
    planId: uuid("plan_id"),
    terms: jsonb("terms").$type<PlanTerms>(),
    offerId: uuid("offer_id"),
    referralDiscountId: uuid("referral_discount_id"),
    discountType: text("discount_type", { enum: DISCOUNT_TYPES }),
    originalAmountMinor: amount("original_amount_minor").notNull(),
    discountAmountMinor: amount("discount_amount_minor").notNull().default(0),
    finalAmountMinor: amount("final_amount_minor").notNull(),
    capturedMinor: amount("captured_minor").notNull().default(0),
    /** Raised when a refund is requested, lowered when it fails: the CHECK below is the guard against refunding too much. */
    refundRequestedMinor: amount("refund_requested_minor").notNull().default(0),
    refundedMinor: amount("refunded_minor").notNull().default(0),
    currency: text("currency").notNull(),
    paymentMethod: text("payment_method", { enum: RECORDED_PAYMENT_METHODS }).notNull(),
    /** Why a payment failed or was reversed, in words, or the reason of a refund. */
    detail: text("detail"),
    createdAt: instant("created_at").notNull(),
    settledAt: instant("settled_at"),
  },
  (table) => [
    index("transactions_payer_id_idx").on(table.payerId, table.id),
    index("transactions_line_id_idx").on(table.lineId, table.id),
    index("transactions_refund_of_id_idx").on(table.refundOfId).where(sql`${table.refundOfId} is not null`),
    index("transactions_partner_id_idx").on(table.partnerId, table.id).where(sql`${table.partnerId} is not null`),
    // Staff filter by these. What nearly every row has (succeeded, a prepaid recharge) fills a page from the newest on without an index.
    index("transactions_plan_id_idx").on(table.planId, table.id),
    index("transactions_offer_id_idx").on(table.offerId, table.id).where(sql`${table.offerId} is not null`),
    index("transactions_final_amount_idx").on(table.finalAmountMinor, table.id),
    index("transactions_ended_otherwise_idx")
      .on(table.status, table.id)
      .where(sql`${table.status} in ('failed', 'reversed', 'refunded', 'partially_refunded')`),
    index("transactions_type_idx").on(table.type, table.id).where(sql`${table.type} <> 'prepaid_recharge'`),
    index("transactions_discount_type_idx")
      .on(table.discountType, table.id)
      .where(sql`${table.discountType} is not null`),
    index("transactions_offline_idx").on(table.id).where(sql`${table.paymentMethod} = 'offline'`),
    // Staff search by number goes through the line; these few have none, such as a first payment for a new number that failed.
    index("transactions_unlined_idx").on(table.recipientPhone).where(sql`${table.lineId} is null`),
    index("transactions_pending_idx").on(table.id).where(sql`${table.status} = 'pending'`),
    index("transactions_owed_idx")
      .on(table.id)
      .where(sql`${table.status} in ('reversed', 'failed') and ${table.capturedMinor} > ${table.refundRequestedMinor}`),
    oneOf("transactions_type_check", table.type, TRANSACTION_TYPES),
    oneOf("transactions_status_check", table.status, TRANSACTION_STATUSES),
    oneOf("transactions_method_check", table.paymentMethod, RECORDED_PAYMENT_METHODS),
    check(
      "transactions_amounts_check",
      sql`${table.finalAmountMinor} = ${table.originalAmountMinor} - ${table.discountAmountMinor}
        and ${table.discountAmountMinor} >= 0 and ${table.finalAmountMinor} > 0`,
    ),
    check("transactions_discount_check", sql`(${table.discountAmountMinor} > 0) = (${table.discountType} is not null)`),
    check(
      "transactions_refund_check",
      sql`0 <= ${table.refundedMinor} and ${table.refundedMinor} <= ${table.refundRequestedMinor}
        and ${table.refundRequestedMinor} <= ${table.capturedMinor} and ${table.capturedMinor} <= ${table.finalAmountMinor}`,
    ),
    check(
      "transactions_refund_of_check",
      sql`(${table.type} = 'refund_adjustment') = (${table.refundOfId} is not null)`,
    ),
  ],
);

/** Every status move of a transaction, partitioned like it. Analytics add them up, by a column `written_by` that `analytics.ts` tells of. */
export const transactionEvents = pgTable(
  "transaction_events",
  {
    id: uuid("id").primaryKey(),
    transactionId: uuid("transaction_id").notNull(),
    fromStatus: text("from_status"),
    toStatus: text("to_status").notNull(),
    cause: text("cause").notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: text("actor_id"),
    amountMinor: amount("amount_minor").notNull().default(0),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [index("transaction_events_transaction_id_idx").on(table.transactionId)],
);

/** Attempts with a gateway: a charge or a refund. The id is the gateway's idempotency key. */
export const payments = pgTable(
  "payments",
  {
    id: uuid("id").primaryKey(),
    transactionId: uuid("transaction_id").notNull(),
    kind: text("kind", { enum: ["charge", "refund"] }).notNull(),
    status: text("status", { enum: ATTEMPT_STATUSES }).notNull().default("created"),
    provider: text("provider").notNull(),
    providerReference: text("provider_reference"),
    /** For a refund: the charge attempt it gives back. */
    chargeId: uuid("charge_id"),
    amountMinor: amount("amount_minor").notNull(),
    currency: text("currency").notNull(),
    detail: text("detail"),
    checks: integer("checks").notNull().default(0),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [
    uniqueIndex("payments_provider_reference_idx").on(table.provider, table.providerReference),
    uniqueIndex("payments_charge_idx").on(table.transactionId).where(sql`${table.kind} = 'charge'`),
    index("payments_transaction_id_idx").on(table.transactionId),
    index("payments_open_idx").on(table.createdAt).where(sql`${table.status} in ('created', 'sent', 'unknown')`),
    oneOf("payments_status_check", table.status, ATTEMPT_STATUSES),
    check("payments_kind_check", sql`(${table.kind} = 'refund') = (${table.chargeId} is not null)`),
    check("payments_amount_check", sql`${table.amountMinor} > 0`),
  ],
);

/** Webhooks as received, once each; `handled_at` says that their effect is committed. */
export const webhookInbox = pgTable(
  "webhook_inbox",
  {
    provider: text("provider").notNull(),
    eventId: text("event_id").notNull(),
    kind: text("kind").notNull(),
    attemptId: text("attempt_id").notNull(),
    payload: jsonb("payload").notNull(),
    receivedAt: instant("received_at").notNull(),
    handledAt: instant("handled_at"),
    outcome: text("outcome"),
  },
  (table) => [
    primaryKey({ columns: [table.provider, table.eventId] }),
    index("webhook_inbox_open_idx").on(table.receivedAt).where(sql`${table.handledAt} is null`),
  ],
);

/** One key per actor and operation stands for one transaction for 24 hours. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    actorKind: text("actor_kind").notNull(),
    actorId: uuid("actor_id").notNull(),
    operation: text("operation").notNull(),
    key: text("key").notNull(),
    requestHash: text("request_hash").notNull(),
    transactionId: uuid("transaction_id").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.actorKind, table.actorId, table.operation, table.key] }),
    index("idempotency_keys_expires_at_idx").on(table.expiresAt),
  ],
);

/**
 * A plan on a line. Status and queue position are computed from the times. An exclusion constraint (in the first migration, deferrable)
 * forbids base plans of a line to overlap.
 */
export const subscriptions = pgTable(
  "subscriptions",
  {
    id: uuid("id").primaryKey(),
    lineId: uuid("line_id")
      .notNull()
      .references(() => lines.id),
    transactionId: uuid("transaction_id").notNull(),
    payerId: uuid("payer_id"),
    planId: uuid("plan_id").notNull(),
    isTopup: boolean("is_topup").notNull(),
    terms: jsonb("terms").$type<PlanTerms>().notNull(),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    cancelledAt: instant("cancelled_at"),
    createdAt: instant("created_at").notNull(),
    /** Set by the worker once the event and notice of the start or end are written. */
    startRecordedAt: instant("start_recorded_at"),
    endRecordedAt: instant("end_recorded_at"),
  },
  (table) => [
    uniqueIndex("subscriptions_transaction_id_idx").on(table.transactionId),
    index("subscriptions_line_id_idx").on(table.lineId, table.startsAt),
    index("subscriptions_start_open_idx")
      .on(table.startsAt)
      .where(sql`${table.startRecordedAt} is null and ${table.cancelledAt} is null`),
    index("subscriptions_end_open_idx")
      .on(table.endsAt)
      .where(sql`${table.endRecordedAt} is null and ${table.cancelledAt} is null`),
    index("subscriptions_cancelled_at_idx").on(table.cancelledAt).where(sql`${table.cancelledAt} is not null`),
    check("subscriptions_window_check", sql`${table.startsAt} <= ${table.endsAt}`),
  ],
);

/** queued, activated, moved, cancelled, expired, refunded: with who and why. The cause key makes each happen once. */
export const subscriptionEvents = pgTable(
  "subscription_events",
  {
    id: uuid("id").primaryKey(),
    subscriptionId: uuid("subscription_id")
      .notNull()
      .references(() => subscriptions.id),
    lineId: uuid("line_id").notNull(),
    kind: text("kind", { enum: ["queued", "activated", "moved", "cancelled", "expired", "refunded"] }).notNull(),
    causeKey: text("cause_key").notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: text("actor_id"),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    uniqueIndex("subscription_events_cause_key_idx").on(table.causeKey),
    index("subscription_events_subscription_id_idx").on(table.subscriptionId),
    index("subscription_events_line_id_idx").on(table.lineId, table.id),
  ],
);
