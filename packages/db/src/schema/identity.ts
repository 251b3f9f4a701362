import { ACCOUNT_STATUSES, ADMIN_ROLES, ADMIN_STATUSES, CODE_PURPOSES } from "@nexa/contracts";
import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, oneOf } from "./columns.ts";

/** Kilobytes of new rows that a trigram index may keep unmerged. */
const PENDING = { gin_pending_list_limit: 512 };

export const customers = pgTable(
  "customers",
  {
    id: uuid("id").primaryKey(),
    /** E.164, the registered number. Held only once verified; null after closing. */
    phone: text("phone"),
    fullName: text("full_name").notNull(),
    passwordHash: text("password_hash"),
    status: text("status", { enum: ACCOUNT_STATUSES }).notNull().default("active"),
    statusReason: text("status_reason"),
    phoneVerifiedAt: instant("phone_verified_at"),
    email: text("email"),
    emailVerifiedAt: instant("email_verified_at"),
    /** The upload that is the picture. */
    pictureId: uuid("picture_id"),
    /** Minutes of the operator's day, 0 to 1439; both null: the operator's default. Equal: no quiet hours. */
    quietFromMinute: integer("quiet_from_minute"),
    quietUntilMinute: integer("quiet_until_minute"),
    language: text("language", { enum: ["en", "hi"] })
      .notNull()
      .default("en"),
    /** End of the latest base plan the customer's own lines had: inactivity is derived from it. */
    lastActivePlanAt: instant("last_active_plan_at"),
    passwordChangedAt: instant("password_changed_at"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    closedAt: instant("closed_at"),
  },
  (table) => [
    uniqueIndex("customers_phone_idx")
      .on(table.phone)
      .where(sql`${table.phoneVerifiedAt} is not null and ${table.closedAt} is null`),
    index("customers_created_at_idx").on(table.createdAt, table.id),
    // What staff list customers by. Nearly all are active and verified, so only the others are indexed by it.
    index("customers_status_idx").on(table.status, table.createdAt, table.id).where(sql`${table.status} <> 'active'`),
    index("customers_unverified_idx").on(table.createdAt, table.id).where(sql`${table.phoneVerifiedAt} is null`),
    index("customers_sort_name_idx").on(sql`(lower(${table.fullName}) collate "C")`, table.id),
    // Parts of names and numbers. What waits to be merged is read by every search, so little may wait.
    index("customers_full_name_trgm_idx").using("gin", table.fullName.op("gin_trgm_ops")).with(PENDING),
    index("customers_phone_trgm_idx").using("gin", table.phone.op("gin_trgm_ops")).with(PENDING),
    // The others are found through their lines.
    index("customers_unverified_phone_trgm_idx")
      .using("gin", table.phone.op("gin_trgm_ops"))
      .with(PENDING)
      .where(sql`${table.phoneVerifiedAt} is null`),
    oneOf("customers_status_check", table.status, ACCOUNT_STATUSES),
    check("customers_phone_check", sql`${table.phone} is null or ${table.phone} ~ '^\\+[1-9][0-9]{5,14}$'`),
    check("customers_closed_check", sql`(${table.status} = 'closed') = (${table.closedAt} is not null)`),
    check(
      "customers_quiet_hours_check",
      sql`(${table.quietFromMinute} is null) = (${table.quietUntilMinute} is null) and ${table.quietFromMinute} between 0 and 1439
        and ${table.quietUntilMinute} between 0 and 1439`,
    ),
    check("customers_phone_kept_check", sql`${table.phone} is not null or ${table.closedAt} is not null`),
  ],
);

export const admins = pgTable(
  "admins",
  {
    id: uuid("id").primaryKey(),
    email: text("email").notNull(),
    fullName: text("full_name").notNull(),
    passwordHash: text("password_hash").notNull(),
    role: text("role", { enum: ADMIN_ROLES }).notNull(),
    status: text("status", { enum: ADMIN_STATUSES }).notNull().default("active"),
    mustChangePassword: boolean("must_change_password").notNull().default(false),
    passwordChangedAt: instant("password_changed_at"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [
    uniqueIndex("admins_email_idx").on(table.email),
    oneOf("admins_role_check", table.role, ADMIN_ROLES),
    oneOf("admins_status_check", table.status, ADMIN_STATUSES),
    check("admins_email_check", sql`${table.email} = lower(${table.email})`),
  ],
);

/** One session table per user kind. Only the SHA-256 of the secret id is kept; `id` is public and is the JWT's `sid`. */
function sessionColumns(userId: () => AnyPgColumn) {
  return {
    secretHash: text("secret_hash").primaryKey(),
    id: uuid("id").notNull().unique(),
    userId: uuid("user_id").notNull().references(userId, { onDelete: "cascade" }),
    channel: text("channel", { enum: ["cookie", "token"] }).notNull(),
    ip: text("ip"),
    userAgent: text("user_agent"),
    createdAt: instant("created_at").notNull(),
    lastUsedAt: instant("last_used_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
  };
}

/** A rotated token stays until it expires, so that its reuse can be noticed; its successor is derived, not stored. */
function refreshTokenColumns(sessionId: () => AnyPgColumn) {
  return {
    tokenHash: text("token_hash").primaryKey(),
    sessionId: uuid("session_id").notNull().references(sessionId, { onDelete: "cascade" }),
    createdAt: instant("created_at").notNull(),
    rotatedAt: instant("rotated_at"),
    expiresAt: instant("expires_at").notNull(),
  };
}

export const customerSessions = pgTable(
  "customer_sessions",
  sessionColumns(() => customers.id),
  (table) => [
    index("customer_sessions_user_id_idx").on(table.userId),
    index("customer_sessions_expires_at_idx").on(table.expiresAt),
  ],
);

export const adminSessions = pgTable(
  "admin_sessions",
  sessionColumns(() => admins.id),
  (table) => [
    index("admin_sessions_user_id_idx").on(table.userId),
    index("admin_sessions_expires_at_idx").on(table.expiresAt),
  ],
);

export const customerRefreshTokens = pgTable(
  "customer_refresh_tokens",
  refreshTokenColumns(() => customerSessions.id),
  (table) => [
    index("customer_refresh_tokens_session_id_idx").on(table.sessionId),
    index("customer_refresh_tokens_expires_at_idx").on(table.expiresAt),
  ],
);

export const adminRefreshTokens = pgTable(
  "admin_refresh_tokens",
  refreshTokenColumns(() => adminSessions.id),
  (table) => [
    index("admin_refresh_tokens_session_id_idx").on(table.sessionId),
    index("admin_refresh_tokens_expires_at_idx").on(table.expiresAt),
  ],
);

/** One-time codes: hashed, bound to phone and purpose, few tries. */
export const oneTimeCodes = pgTable(
  "one_time_codes",
  {
    id: uuid("id").primaryKey(),
    /** E.164, or an e-mail address. */
    sentTo: text("sent_to").notNull(),
    purpose: text("purpose", { enum: CODE_PURPOSES }).notNull(),
    codeHash: text("code_hash").notNull(),
    tries: integer("tries").notNull().default(0),
    maxTries: integer("max_tries").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (table) => [
    index("one_time_codes_sent_to_purpose_idx").on(table.sentTo, table.purpose, table.createdAt),
    index("one_time_codes_expires_at_idx").on(table.expiresAt),
    oneOf("one_time_codes_purpose_check", table.purpose, CODE_PURPOSES),
    check("one_time_codes_tries_check", sql`${table.tries} >= 0 and ${table.tries} <= ${table.maxTries}`),
  ],
);

/** One-time links for staff who forgot their password: hashed, one use. */
export const adminResetTokens = pgTable(
  "admin_reset_tokens",
  {
    tokenHash: text("token_hash").primaryKey(),
    adminId: uuid("admin_id")
      .notNull()
      .references(() => admins.id, { onDelete: "cascade" }),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (table) => [
    index("admin_reset_tokens_admin_id_idx").on(table.adminId),
    index("admin_reset_tokens_expires_at_idx").on(table.expiresAt),
  ],
);
