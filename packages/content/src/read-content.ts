import { z } from "zod";
import { arrange } from "./arrange.ts";
import {
  CONTENT_KINDS,
  CONTENT_LOCALES,
  type ContentDocument,
  type ContentKind,
  type ContentLocale,
  type ContentState,
  type DocumentOf,
} from "./documents.ts";
import { placeOf, toDocument } from "./records.ts";
import { matchFaqs } from "./search.ts";
import type { ContentFilter, ContentPage } from "./store.ts";
import type { ContentRecord, ContentTables } from "./tables.ts";

const EXPORT_BATCH = 100;

export async function getDocument<K extends ContentKind>(
  tables: ContentTables,
  kind: K,
  id: string,
): Promise<DocumentOf<K> | null> {
  const { generation } = await tables.live();
  const record = await findRecord(tables, generation, kind, id);
  if (record === null) return null;
  const [shelf] = await tables.shelves(generation, kind, record.locale);
  return toDocument(kind, record, placeOf(shelf, record.id));
}

/** The record of a kind; null for an id of another kind, or for what is no id at all. */
export async function findRecord(
  tables: ContentTables,
  generation: string,
  kind: ContentKind,
  id: string,
): Promise<ContentRecord | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const record = await tables.find(generation, id.toLowerCase());
  return record?.kind === kind ? record : null;
}

export async function listDocuments<K extends ContentKind>(
  tables: ContentTables,
  { state, ...filter }: ContentFilter<K>,
  { offset = 0, limit }: { readonly offset?: number; readonly limit?: number } = {},
): Promise<ContentPage<K>> {
  const { generation } = await tables.live();
  const [shelves, heads] = await Promise.all([
    tables.shelves(generation, filter.kind, filter.locale),
    tables.heads(generation, filter),
  ]);
  const matching = arrange(filter.kind, shelves, heads).filter((each) => state === undefined || each.state === state);
  const page = matching.slice(offset, limit === undefined ? undefined : offset + limit);
  const records = await tables.findMany(
    generation,
    page.map((each) => each.id),
  );
  const byId = new Map(records.map((record) => [record.id, record]));
  const documents = page.flatMap((place) => {
    const record = byId.get(place.id);
    return record === undefined ? [] : [toDocument(filter.kind, record, place)];
  });
  return { documents, total: matching.length };
}

export async function searchFaqs(
  tables: ContentTables,
  text: string,
  { limit, ...filter }: { readonly locale: ContentLocale; readonly state?: ContentState; readonly limit?: number },
): Promise<DocumentOf<"faq">[]> {
  const { documents } = await listDocuments(tables, { kind: "faq", ...filter });
  return matchFaqs(documents, text).slice(0, limit);
}

/** Every document of a stage, or of the content that is seen when it begins. */
export async function* exportDocuments(tables: ContentTables, token?: string): AsyncIterable<ContentDocument> {
  const generation = token ?? (await tables.live()).generation;
  for (const kind of CONTENT_KINDS) {
    for (const locale of CONTENT_LOCALES) yield* exportShelf(tables, generation, kind, locale);
  }
}

async function* exportShelf(
  tables: ContentTables,
  generation: string,
  kind: ContentKind,
  locale: ContentLocale,
): AsyncIterable<ContentDocument> {
  const [shelves, heads] = await Promise.all([
    tables.shelves(generation, kind, locale),
    tables.heads(generation, { kind, locale }),
  ]);
  const places = arrange(kind, shelves, heads);
  let position = 0;
  for (let start = 0; start < places.length; start += EXPORT_BATCH) {
    const batch = places.slice(start, start + EXPORT_BATCH);
    const records = await tables.findMany(
      generation,
      batch.map((each) => each.id),
    );
    const byId = new Map(records.map((record) => [record.id, record]));
    for (const place of batch) {
      const record = byId.get(place.id);
      // One that was deleted meanwhile leaves no gap.
      if (record !== undefined) yield toDocument(kind, record, { ...place, position: position++ });
    }
  }
}
