import {
  ACTIVATION_STATUSES,
  BILL_LINE_KINDS,
  BILL_STATUSES,
  CREDIT_NOTE_KINDS,
  CYCLE_STATUSES,
  SECONDARY_STATUSES,
} from "@nexa/contracts";
import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, numeric, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { amount, instant, oneOf } from "./columns.ts";
import { customers } from "./identity.ts";
import { lines } from "./lines.ts";

/** A postpaid plan or add-on as it was when it was taken. Prices include tax. */
export type PostpaidTerms = {
  planName: string;
  priceMinor: number;
  /** Null: not limited. */
  dataAllowanceBytes: number | null;
  overagePricePerGbMinor: number | null;
  maxSecondaryNumbers: number;
  talktimeMinutes: number | null;
  smsCount: number | null;
  benefits: string[];
};

/** A main postpaid plan on a line: one that is not cancelled for each line. */
export const postpaidActivations = pgTable(
  "postpaid_activations",
  {
    id: uuid("id").primaryKey(),
    customerId: uuid("customer_id")
      .notNull()
      .references(() => customers.id),
    lineId: uuid("line_id")
      .notNull()
      .references(() => lines.id),
    planId: uuid("plan_id").notNull(),
    terms: jsonb("terms").$type<PostpaidTerms>().notNull(),
    status: text("status", { enum: ACTIVATION_STATUSES }).notNull().default("active"),
    /** Who suspended it: the worker for an overdue bill, which paying ends, or staff, which only staff end. */
    suspendedFor: text("suspended_for", { enum: ["overdue", "staff"] }),
    statusReason: text("status_reason"),
    activatedAt: instant("activated_at").notNull(),
    cancelledAt: instant("cancelled_at"),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [
    uniqueIndex("postpaid_activations_line_id_idx").on(table.lineId).where(sql`${table.status} <> 'cancelled'`),
    index("postpaid_activations_customer_id_idx").on(table.customerId),
    oneOf("postpaid_activations_status_check", table.status, ACTIVATION_STATUSES),
    check(
      "postpaid_activations_cancelled_check",
      sql`(${table.status} = 'cancelled') = (${table.cancelledAt} is not null)`,
    ),
    check(
      "postpaid_activations_suspended_check",
      sql`(${table.status} = 'suspended') = (${table.suspendedFor} is not null)`,
    ),
  ],
);

/** What happened to an activation, with who and why. The cause key makes each happen once. */
export const postpaidEvents = pgTable(
  "postpaid_events",
  {
    id: uuid("id").primaryKey(),
    activationId: uuid("activation_id")
      .notNull()
      .references(() => postpaidActivations.id),
    kind: text("kind").notNull(),
    causeKey: text("cause_key").notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: text("actor_id"),
    detail: text("detail"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    uniqueIndex("postpaid_events_cause_key_idx").on(table.causeKey),
    index("postpaid_events_activation_id_idx").on(table.activationId, table.id),
  ],
);

/** One billing period of an activation. Its own and shared data draw on `usage_buckets` of the cycle; what goes beyond is counted here. */
export const postpaidCycles = pgTable(
  "postpaid_cycles",
  {
    id: uuid("id").primaryKey(),
    activationId: uuid("activation_id")
      .notNull()
      .references(() => postpaidActivations.id),
    number: integer("number").notNull(),
    startsAt: instant("starts_at").notNull(),
    /** When it is due to be closed; where it was cancelled earlier, when it was. */
    endsAt: instant("ends_at").notNull(),
    status: text("status", { enum: CYCLE_STATUSES }).notNull().default("open"),
    overageBytes: amount("overage_bytes").notNull().default(0),
    closedAt: instant("closed_at"),
    completedAt: instant("completed_at"),
  },
  (table) => [
    uniqueIndex("postpaid_cycles_open_idx").on(table.activationId).where(sql`${table.status} = 'open'`),
    uniqueIndex("postpaid_cycles_number_idx").on(table.activationId, table.number),
    index("postpaid_cycles_due_idx").on(table.endsAt, table.id).where(sql`${table.status} = 'open'`),
    oneOf("postpaid_cycles_status_check", table.status, CYCLE_STATUSES),
    check("postpaid_cycles_window_check", sql`${table.startsAt} <= ${table.endsAt}`),
    check("postpaid_cycles_overage_check", sql`${table.overageBytes} >= 0`),
    check("postpaid_cycles_closed_check", sql`(${table.status} = 'open') = (${table.closedAt} is null)`),
  ],
);

/** Data bought for a cycle, charged on its bill. */
export const postpaidAddons = pgTable(
  "postpaid_addons",
  {
    id: uuid("id").primaryKey(),
    activationId: uuid("activation_id")
      .notNull()
      .references(() => postpaidActivations.id),
    cycleId: uuid("cycle_id")
      .notNull()
      .references(() => postpaidCycles.id),
    planId: uuid("plan_id").notNull(),
    terms: jsonb("terms").$type<PostpaidTerms>().notNull(),
    boughtBy: uuid("bought_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    index("postpaid_addons_cycle_id_idx").on(table.cycleId),
    index("postpaid_addons_activation_id_idx").on(table.activationId, table.id),
  ],
);

/** A family number on an activation, with the consent of whoever holds it. */
export const postpaidSecondaries = pgTable(
  "postpaid_secondaries",
  {
    id: uuid("id").primaryKey(),
    activationId: uuid("activation_id")
      .notNull()
      .references(() => postpaidActivations.id),
    lineId: uuid("line_id")
      .notNull()
      .references(() => lines.id),
    phone: text("phone").notNull(),
    label: text("label"),
    status: text("status", { enum: SECONDARY_STATUSES }).notNull().default("requested"),
    requestedAt: instant("requested_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    joinedAt: instant("joined_at"),
    endedAt: instant("ended_at"),
  },
  (table) => [
    uniqueIndex("postpaid_secondaries_active_line_idx").on(table.lineId).where(sql`${table.status} = 'active'`),
    uniqueIndex("postpaid_secondaries_live_idx")
      .on(table.activationId, table.lineId)
      .where(sql`${table.status} in ('requested', 'active')`),
    index("postpaid_secondaries_activation_id_idx").on(table.activationId),
    index("postpaid_secondaries_line_id_idx").on(table.lineId),
    index("postpaid_secondaries_expiry_idx").on(table.expiresAt).where(sql`${table.status} = 'requested'`),
    oneOf("postpaid_secondaries_status_check", table.status, SECONDARY_STATUSES),
  ],
);

/** The last number given, locked in the transaction of each bill or credit note, so that none is missing. */
export const documentCounters = pgTable("document_counters", {
  name: text("name", { enum: ["bill", "credit_note"] }).primaryKey(),
  last: amount("last").notNull().default(0),
});

/** What a cycle costs. Amounts include tax; `tax_minor` says how much of the total it is. */
export const bills = pgTable(
  "bills",
  {
    id: uuid("id").primaryKey(),
    number: amount("number").notNull().unique(),
    activationId: uuid("activation_id")
      .notNull()
      .references(() => postpaidActivations.id),
    cycleId: uuid("cycle_id")
      .notNull()
      .unique()
      .references(() => postpaidCycles.id),
    customerId: uuid("customer_id")
      .notNull()
      .references(() => customers.id),
    lineId: uuid("line_id").notNull(),
    phone: text("phone").notNull(),
    planName: text("plan_name").notNull(),
    periodStart: instant("period_start").notNull(),
    periodEnd: instant("period_end").notNull(),
    totalMinor: amount("total_minor").notNull(),
    taxMinor: amount("tax_minor").notNull(),
    taxPercent: numeric("tax_percent", { precision: 5, scale: 2, mode: "number" }).notNull(),
    taxName: text("tax_name").notNull(),
    currency: text("currency").notNull(),
    /** Credit notes on this bill that lowered what is outstanding. */
    creditedMinor: amount("credited_minor").notNull().default(0),
    paidMinor: amount("paid_minor").notNull().default(0),
    status: text("status", { enum: BILL_STATUSES }).notNull().default("issued"),
    issuedAt: instant("issued_at").notNull(),
    dueAt: instant("due_at").notNull(),
    overdueAt: instant("overdue_at"),
    settledAt: instant("settled_at"),
  },
  (table) => [
    index("bills_customer_id_idx").on(table.customerId, table.id),
    index("bills_activation_id_idx").on(table.activationId, table.id),
    index("bills_due_idx").on(table.dueAt, table.id).where(sql`${table.status} in ('issued', 'overdue')`),
    oneOf("bills_status_check", table.status, BILL_STATUSES),
    check(
      "bills_amounts_check",
      sql`${table.totalMinor} >= 0 and ${table.taxMinor} between 0 and ${table.totalMinor} and ${table.creditedMinor} >= 0
        and ${table.paidMinor} >= 0 and ${table.creditedMinor} + ${table.paidMinor} <= ${table.totalMinor}`,
    ),
    check(
      "bills_settled_check",
      sql`(${table.status} in ('issued', 'overdue')) = (${table.creditedMinor} + ${table.paidMinor} < ${table.totalMinor} and ${table.status} <> 'void')`,
    ),
  ],
);

export const billLines = pgTable(
  "bill_lines",
  {
    id: uuid("id").primaryKey(),
    billId: uuid("bill_id")
      .notNull()
      .references(() => bills.id),
    position: integer("position").notNull(),
    kind: text("kind", { enum: BILL_LINE_KINDS }).notNull(),
    description: text("description").notNull(),
    /** Bytes of overage, or how many of the rest. */
    quantity: amount("quantity").notNull(),
    /** With tax; below zero for a credit. The lines of a bill sum to its total. */
    amountMinor: amount("amount_minor").notNull(),
    addonId: uuid("addon_id"),
    creditNoteId: uuid("credit_note_id"),
  },
  (table) => [
    uniqueIndex("bill_lines_position_idx").on(table.billId, table.position),
    oneOf("bill_lines_kind_check", table.kind, BILL_LINE_KINDS),
    check("bill_lines_amount_check", sql`(${table.kind} = 'credit') = (${table.amountMinor} < 0)`),
  ],
);

/** Money taken off a bill: what is outstanding first; the rest is carried to the next bill, or was given back through the gateway. */
export const creditNotes = pgTable(
  "credit_notes",
  {
    id: uuid("id").primaryKey(),
    number: amount("number").notNull().unique(),
    billId: uuid("bill_id")
      .notNull()
      .references(() => bills.id),
    activationId: uuid("activation_id").notNull(),
    kind: text("kind", { enum: CREDIT_NOTE_KINDS }).notNull(),
    reason: text("reason").notNull(),
    amountMinor: amount("amount_minor").notNull(),
    /** The part that goes to a later bill, and how much of it did. */
    carriedMinor: amount("carried_minor").notNull().default(0),
    carriedUsedMinor: amount("carried_used_minor").notNull().default(0),
    /** The refund, of a `refund`. */
    transactionId: uuid("transaction_id").unique(),
    createdBy: uuid("created_by"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    index("credit_notes_bill_id_idx").on(table.billId),
    index("credit_notes_carried_idx")
      .on(table.activationId, table.id)
      .where(sql`${table.carriedUsedMinor} < ${table.carriedMinor}`),
    oneOf("credit_notes_kind_check", table.kind, CREDIT_NOTE_KINDS),
    check(
      "credit_notes_amounts_check",
      sql`${table.amountMinor} > 0 and ${table.carriedMinor} between 0 and ${table.amountMinor}
        and ${table.carriedUsedMinor} between 0 and ${table.carriedMinor}`,
    ),
  ],
);

/** Which transaction pays which bill: one that is pending or succeeded for each bill. */
export const billPayments = pgTable(
  "bill_payments",
  {
    transactionId: uuid("transaction_id").primaryKey(),
    billId: uuid("bill_id")
      .notNull()
      .references(() => bills.id),
    /** False once the payment failed, was reversed or given back in full. */
    isLive: boolean("is_live").notNull().default(true),
  },
  (table) => [
    uniqueIndex("bill_payments_live_idx").on(table.billId).where(sql`${table.isLive}`),
    index("bill_payments_bill_id_idx").on(table.billId),
  ],
);
