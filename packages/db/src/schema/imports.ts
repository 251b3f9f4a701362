import { pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, oneOf } from "./columns.ts";

export const IMPORT_KINDS = ["category", "plan", "customer", "transaction", "subscription"] as const;

/**
 * What was brought in from another system, by its id there: importing again finds it here and brings it in once. `source` names the
 * other system, so that two of them may use the same ids.
 */
export const importIds = pgTable(
  "import_ids",
  {
    source: text("source").notNull(),
    kind: text("kind", { enum: IMPORT_KINDS }).notNull(),
    externalId: text("external_id").notNull(),
    /** The id of our row. */
    id: uuid("id").notNull(),
    importedAt: instant("imported_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.source, table.kind, table.externalId] }),
    oneOf("import_ids_kind_check", table.kind, IMPORT_KINDS),
  ],
);
