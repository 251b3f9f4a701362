import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, numeric, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant, oneOf } from "./columns.ts";
import { customers } from "./identity.ts";

export const referralCodes = pgTable(
  "referral_codes",
  {
    id: uuid("id").primaryKey(),
    code: text("code").notNull(),
    ownerId: uuid("owner_id")
      .notNull()
      .references(() => customers.id),
    maxUses: integer("max_uses").notNull(),
    uses: integer("uses").notNull().default(0),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    /** Set when the owner makes the next code: at most one row per owner has none. */
    retiredAt: instant("retired_at"),
  },
  (table) => [
    uniqueIndex("referral_codes_code_idx").on(table.code),
    uniqueIndex("referral_codes_current_idx").on(table.ownerId).where(sql`${table.retiredAt} is null`),
    index("referral_codes_owner_id_idx").on(table.ownerId),
    check("referral_codes_uses_check", sql`0 <= ${table.uses} and ${table.uses} <= ${table.maxUses}`),
  ],
);

/** A new customer who registered with a code: the slot taken. */
export const referrals = pgTable(
  "referrals",
  {
    id: uuid("id").primaryKey(),
    codeId: uuid("code_id")
      .notNull()
      .references(() => referralCodes.id),
    referrerId: uuid("referrer_id")
      .notNull()
      .references(() => customers.id),
    refereeId: uuid("referee_id")
      .notNull()
      .references(() => customers.id),
    usedAt: instant("used_at").notNull(),
    completedAt: instant("completed_at"),
    completingTransactionId: uuid("completing_transaction_id"),
  },
  (table) => [
    uniqueIndex("referrals_referee_id_idx").on(table.refereeId),
    index("referrals_code_id_idx").on(table.codeId),
    index("referrals_referrer_id_idx").on(table.referrerId),
    check("referrals_self_check", sql`${table.referrerId} <> ${table.refereeId}`),
    check(
      "referrals_completed_check",
      sql`(${table.completedAt} is null) = (${table.completingTransactionId} is null)`,
    ),
  ],
);

/** A percentage off one recharge. Expiry is computed from `expires_at`; the rest is stored. */
export const referralDiscounts = pgTable(
  "referral_discounts",
  {
    id: uuid("id").primaryKey(),
    referralId: uuid("referral_id")
      .notNull()
      .references(() => referrals.id),
    customerId: uuid("customer_id")
      .notNull()
      .references(() => customers.id),
    role: text("role", { enum: ["referee", "referrer"] }).notNull(),
    percent: numeric("percent", { precision: 5, scale: 2, mode: "number" }).notNull(),
    status: text("status", { enum: ["unused", "held", "used", "revoked"] })
      .notNull()
      .default("unused"),
    /** The transaction that holds or used it. */
    transactionId: uuid("transaction_id"),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (table) => [
    uniqueIndex("referral_discounts_referral_role_idx").on(table.referralId, table.role),
    uniqueIndex("referral_discounts_transaction_id_idx").on(table.transactionId),
    index("referral_discounts_customer_id_idx").on(table.customerId, table.status),
    oneOf("referral_discounts_status_check", table.status, ["unused", "held", "used", "revoked"]),
    check("referral_discounts_percent_check", sql`${table.percent} > 0 and ${table.percent} <= 100`),
    check(
      "referral_discounts_transaction_check",
      sql`(${table.status} in ('held', 'used')) = (${table.transactionId} is not null)`,
    ),
  ],
);

/** The usage log: every step of a code's life. */
export const referralEvents = pgTable(
  "referral_events",
  {
    id: uuid("id").primaryKey(),
    codeId: uuid("code_id")
      .notNull()
      .references(() => referralCodes.id),
    referralId: uuid("referral_id").references(() => referrals.id),
    kind: text("kind", {
      enum: ["generated", "used", "completed", "rewarded", "discount_used", "discount_returned", "revoked"],
    }).notNull(),
    customerId: uuid("customer_id"),
    transactionId: uuid("transaction_id"),
    detail: jsonb("detail"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    index("referral_events_code_id_idx").on(table.codeId, table.id),
    index("referral_events_referral_id_idx").on(table.referralId),
  ],
);
