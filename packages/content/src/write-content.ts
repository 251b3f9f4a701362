import type { ContentKind, ContentLocale, DocumentChange, DocumentOf, NewDocument } from "./documents.ts";
import { ContentError } from "./errors.ts";
import { findRecord } from "./read-content.ts";
import { placeOf, toDocument, toRecord, validDocument } from "./records.ts";
import { MAX_SIBLINGS } from "./store.ts";
import type { ContentRecord, ContentTables, ShelfKey } from "./tables.ts";

export async function createDocument<K extends ContentKind>(
  tables: ContentTables,
  fields: NewDocument<K>,
  { id, at }: { id: string; at: string },
): Promise<DocumentOf<K>> {
  const kept = { id, position: 0, revision: 1, createdAt: at, updatedAt: at };
  const kind: K = fields.kind;
  const document = validDocument(kind, { ...present(fields), ...kept });
  const shelf = { kind, locale: document.locale };
  return inLiveGeneration(tables, async (generation) => {
    const siblings = await tables.heads(generation, shelf);
    if (siblings.length >= MAX_SIBLINGS) throw new ContentError("full", `there are ${MAX_SIBLINGS} of them already`);
    const record = toRecord(document);
    if (!(await tables.insert(generation, record))) throw new ContentError("duplicate", `the id ${id} is taken`);
    await tables.append(generation, shelf, id);
    if (document.kind === "header" && document.state === "published") await tables.publish(generation, shelf, id);
    return placed(tables, generation, kind, record);
  });
}

export async function updateDocument<K extends ContentKind>(
  tables: ContentTables,
  kind: K,
  id: string,
  change: DocumentChange<K>,
  { revision, at }: { revision: number; at: string },
): Promise<DocumentOf<K>> {
  return inLiveGeneration(tables, async (generation) => {
    const before = await requireRecord(tables, generation, kind, id);
    if (before.revision !== revision) throw revisionConflict(id);
    const { locale } = before;
    const { createdAt } = before.body;
    const kept = { id: before.id, kind, locale, position: 0, revision: revision + 1, createdAt, updatedAt: at };
    const after = validDocument(kind, { state: "draft", ...before.body, ...present(change), ...kept });
    const record = toRecord(after);
    if (!(await tables.replace(generation, record, revision))) {
      await requireRecord(tables, generation, kind, id);
      throw revisionConflict(id);
    }
    if (after.kind === "header") await movePointer(tables, generation, after, change.state);
    return placed(tables, generation, kind, record);
  });
}

/** One row says which header is published, so two publications at once leave one of them. */
async function movePointer(
  tables: ContentTables,
  generation: string,
  { kind, locale, id }: ShelfKey & { id: string },
  state: string | undefined,
): Promise<void> {
  if (state === "published") await tables.publish(generation, { kind, locale }, id);
  if (state === "draft") await tables.unpublish(generation, { kind, locale }, id);
}

export async function deleteDocument<K extends ContentKind>(
  tables: ContentTables,
  kind: K,
  id: string,
  expected?: { revision: number },
): Promise<DocumentOf<K>> {
  return inLiveGeneration(tables, async (generation) => {
    const found = await requireRecord(tables, generation, kind, id);
    if (expected !== undefined && expected.revision !== found.revision) throw revisionConflict(id);
    const last = await placed(tables, generation, kind, found);
    const removed = await tables.remove(generation, found.id, expected?.revision ?? null);
    if (removed === null) {
      await requireRecord(tables, generation, kind, id);
      throw revisionConflict(id);
    }
    await tables.detach(generation, { kind, locale: removed.locale }, removed.id);
    return toDocument(kind, removed, { position: last.position, isPublished: last.state === "published" });
  });
}

export async function reorderDocuments(
  tables: ContentTables,
  kind: ContentKind,
  locale: ContentLocale,
  ids: readonly string[],
): Promise<void> {
  const order = ids.map((id) => id.toLowerCase());
  await inLiveGeneration(tables, async (generation) => {
    const siblings = new Set((await tables.heads(generation, { kind, locale })).map((each) => each.id));
    const isSame =
      new Set(order).size === siblings.size && order.length === siblings.size && order.every((id) => siblings.has(id));
    if (!isSame) throw new ContentError("siblingsChanged", `these are not the ${kind} documents of ${locale}`);
    await tables.setOrder(generation, { kind, locale }, order);
  });
}

/** Runs a write on the content that is seen, and says so where another was swapped in meanwhile. */
async function inLiveGeneration<T>(tables: ContentTables, write: (generation: string) => Promise<T>): Promise<T> {
  const { generation } = await tables.live();
  const result = await write(generation);
  if ((await tables.live()).generation === generation) return result;
  throw new ContentError("replaced", "the content was replaced while this was written");
}

async function requireRecord(
  tables: ContentTables,
  generation: string,
  kind: ContentKind,
  id: string,
): Promise<ContentRecord> {
  const record = await findRecord(tables, generation, kind, id);
  if (record === null) throw new ContentError("notFound", `there is no ${kind} ${id}`);
  return record;
}

async function placed<K extends ContentKind>(
  tables: ContentTables,
  generation: string,
  kind: K,
  record: ContentRecord,
): Promise<DocumentOf<K>> {
  const [shelf] = await tables.shelves(generation, kind, record.locale);
  return toDocument(kind, record, placeOf(shelf, record.id));
}

function revisionConflict(id: string): ContentError {
  return new ContentError("revisionConflict", `${id} was changed meanwhile`);
}

/** Fields left undefined are fields not given. */
function present(fields: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
