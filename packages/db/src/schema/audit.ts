import { sql } from "drizzle-orm";
import { type AnyPgColumn, check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { amount, instant } from "./columns.ts";

type AuditText = { readonly reason: AnyPgColumn; readonly before: AnyPgColumn; readonly after: AnyPgColumn };

/** What of an audit row is searched by text: reason and values. The index is on this very expression. */
export function auditText({ reason, before, after }: AuditText) {
  return sql`lower(coalesce(${reason}, '') || ' ' || coalesce(${before}::text, '') || ' ' || coalesce(${after}::text, ''))`;
}

/** Staff writes and security events, inserted in the business transaction; the sealer chains committed rows afterwards. */
export const auditEvents = pgTable(
  "audit_events",
  {
    id: uuid("id").primaryKey(),
    at: instant("at").notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: text("actor_id"),
    action: text("action").notNull(),
    subjectKind: text("subject_kind"),
    subjectId: text("subject_id"),
    requestId: text("request_id").notNull(),
    reason: text("reason"),
    before: jsonb("before"),
    after: jsonb("after"),
    seq: amount("seq"),
    prevHash: text("prev_hash"),
    hash: text("hash"),
    /** Signs a row until it is sealed, with a key that the database does not have: only rows of the app join the chain. */
    mac: text("mac"),
  },
  (table) => [
    uniqueIndex("audit_events_seq_idx").on(table.seq),
    index("audit_events_unsealed_idx").on(table.id).where(sql`${table.seq} is null`),
    index("audit_events_subject_idx").on(table.subjectId, table.id),
    index("audit_events_subject_kind_idx").on(table.subjectKind, table.id),
    index("audit_events_actor_idx").on(table.actorId, table.id),
    index("audit_events_actor_kind_idx").on(table.actorKind, table.id),
    index("audit_events_request_idx").on(table.requestId),
    index("audit_events_action_idx").on(table.action.op("text_pattern_ops"), table.id),
    index("audit_events_text_idx").using("gin", sql`${auditText(table)} gin_trgm_ops`),
    check(
      "audit_events_sealed_check",
      sql`(${table.seq} is null) = (${table.hash} is null) and (${table.seq} is null) = (${table.prevHash} is null)`,
    ),
  ],
);

/** The last sealed audit row, so that rows cut off the end of the chain are noticed too: one row at most. */
export const auditChain = pgTable(
  "audit_chain",
  {
    id: integer("id").primaryKey().default(1),
    seq: amount("seq").notNull(),
    hash: text("hash").notNull(),
  },
  (table) => [check("audit_chain_single", sql`${table.id} = 1`)],
);
