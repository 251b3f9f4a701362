import { LINK_RELATIONSHIPS, LINK_STATUSES } from "@nexa/contracts";
import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant, oneOf } from "./columns.ts";
import { customers } from "./identity.ts";
import { lines } from "./lines.ts";

/** A family number that a customer looks after, with the consent of whoever holds it. It is tied to the line, not to the number. */
export const linkedAccounts = pgTable(
  "linked_accounts",
  {
    id: uuid("id").primaryKey(),
    customerId: uuid("customer_id")
      .notNull()
      .references(() => customers.id),
    lineId: uuid("line_id")
      .notNull()
      .references(() => lines.id),
    phone: text("phone").notNull(),
    label: text("label").notNull(),
    relationship: text("relationship", { enum: LINK_RELATIONSHIPS }).notNull(),
    status: text("status", { enum: LINK_STATUSES }).notNull().default("requested"),
    requestedAt: instant("requested_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    resends: integer("resends").notNull().default(0),
    linkedAt: instant("linked_at"),
    endedAt: instant("ended_at"),
    endedBy: text("ended_by", { enum: ["customer", "owner", "staff", "system"] }),
  },
  (table) => [
    uniqueIndex("linked_accounts_live_idx")
      .on(table.customerId, table.lineId)
      .where(sql`${table.status} in ('requested', 'linked')`),
    index("linked_accounts_customer_id_idx").on(table.customerId, table.id),
    index("linked_accounts_line_id_idx").on(table.lineId),
    index("linked_accounts_expiry_idx").on(table.expiresAt).where(sql`${table.status} = 'requested'`),
    oneOf("linked_accounts_status_check", table.status, LINK_STATUSES),
    oneOf("linked_accounts_relationship_check", table.relationship, LINK_RELATIONSHIPS),
    check(
      "linked_accounts_ended_check",
      sql`(${table.status} in ('requested', 'linked')) = (${table.endedAt} is null)`,
    ),
  ],
);
