import { type SQL, sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { amount } from "./columns.ts";

/**
 * The CMS content where CONTENT_STORE is postgres; only packages/content reads and writes it. A generation is a whole content: the one
 * that is seen, the one before it, or one staged by a restore. No backup holds these tables as rows, because an archive's content
 * fits either store.
 */
export const contentDocuments = pgTable(
  "content_documents",
  {
    generation: uuid("generation").notNull(),
    id: uuid("id").notNull(),
    kind: text("kind").notNull(),
    locale: text("locale").notNull(),
    /** Of FAQs. */
    category: text("category").generatedAlwaysAs((): SQL => sql`${contentDocuments.body} ->> 'category'`),
    revision: integer("revision").notNull(),
    body: jsonb("body").$type<Record<string, unknown>>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.generation, table.id] }),
    index("content_documents_generation_kind_locale_idx").on(table.generation, table.kind, table.locale, table.id),
  ],
);

/** The order of a kind in a locale and, of headers, which one is published: one row, so that both change in one step. */
export const contentShelves = pgTable(
  "content_shelves",
  {
    generation: uuid("generation").notNull(),
    kind: text("kind").notNull(),
    locale: text("locale").notNull(),
    ids: uuid("ids").array().notNull().default([]),
    publishedId: uuid("published_id"),
  },
  (table) => [primaryKey({ columns: [table.generation, table.kind, table.locale] })],
);

/** Generations that were staged. `documents` is null until all of them are written. */
export const contentStages = pgTable("content_stages", {
  generation: uuid("generation").primaryKey(),
  documents: integer("documents"),
});

/** One row: the generation that is seen and the one before it. */
export const contentLive = pgTable(
  "content_live",
  { id: integer("id").primaryKey().default(1), generation: uuid("generation").notNull(), previous: uuid("previous") },
  (table) => [check("content_live_single", sql`${table.id} = 1`)],
);

/** One row, bumped in the transaction of every change of the content, whichever store has it; servers compare it to refresh their cache. */
export const contentVersion = pgTable(
  "content_version",
  { id: integer("id").primaryKey().default(1), version: amount("version").notNull().default(1) },
  (table) => [check("content_version_single", sql`${table.id} = 1`)],
);
