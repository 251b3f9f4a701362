import { z } from "zod";
import type { ContentDocument } from "./documents.ts";
import { ContentError } from "./errors.ts";
import { toRecord, validDocument } from "./records.ts";
import { MAX_SIBLINGS, type StagedContent } from "./store.ts";
import type { ContentRecord, ContentTables, Shelf } from "./tables.ts";

const BATCH = 100;

type Draft = {
  kind: Shelf["kind"];
  locale: Shelf["locale"];
  places: { id: string; position: number }[];
  publishedId: string | null;
};

export async function stageContent(
  tables: ContentTables,
  token: string,
  documents: AsyncIterable<ContentDocument>,
): Promise<StagedContent> {
  const generation = z.uuid().parse(token);
  const live = await tables.live();
  if (live.generation === generation || live.previous === generation) {
    throw new ContentError("duplicate", `${token} is in use, or was until the last swap`);
  }
  // What a writer that died left under this token goes first.
  await tables.dropGeneration(generation);
  await tables.putStage(generation, null);
  try {
    const count = await writeAll(tables, generation, documents);
    await tables.putStage(generation, count);
    return { token: generation, count, isLive: false };
  } catch (error) {
    // The store may be gone; then what it has stays aside, unseen, until it is dropped or staged again.
    await tables.dropGeneration(generation).catch(() => undefined);
    throw error;
  }
}

async function writeAll(
  tables: ContentTables,
  generation: string,
  documents: AsyncIterable<ContentDocument>,
): Promise<number> {
  const ids = new Set<string>();
  const shelves = new Map<string, Draft>();
  let batch: ContentRecord[] = [];
  for await (const candidate of documents) {
    const document = validDocument(candidate.kind, candidate);
    if (ids.has(document.id)) throw new ContentError("duplicate", `the id ${document.id} comes twice`);
    ids.add(document.id);
    putOnShelf(shelves, document);
    batch.push(toRecord(document));
    if (batch.length === BATCH) {
      await tables.insertMany(generation, batch);
      batch = [];
    }
  }
  if (batch.length > 0) await tables.insertMany(generation, batch);
  for (const { places, ...shelf } of shelves.values()) {
    const ordered = places.sort((a, b) => a.position - b.position).map((each) => each.id);
    await tables.putShelf(generation, { ...shelf, ids: ordered });
  }
  return ids.size;
}

function putOnShelf(shelves: Map<string, Draft>, document: ContentDocument): void {
  const { kind, locale, id, position } = document;
  const key = `${kind} ${locale}`;
  const shelf = shelves.get(key) ?? { kind, locale, places: [], publishedId: null };
  shelves.set(key, shelf);
  if (shelf.places.length === MAX_SIBLINGS) throw new ContentError("full", `more than ${MAX_SIBLINGS} of ${key}`);
  shelf.places.push({ id, position });
  if (kind !== "header" || document.state !== "published") return;
  if (shelf.publishedId !== null) throw new ContentError("duplicate", `two published headers of ${locale}`);
  shelf.publishedId = id;
}

export async function swapContent(tables: ContentTables, token: string): Promise<void> {
  for (;;) {
    const live = await tables.live();
    if (live.generation === token) return;
    const stage = (await tables.stages()).find((each) => each.token === token);
    if (stage === undefined || stage.count === null) {
      throw new ContentError("notFound", `nothing is staged whole as ${token}`);
    }
    if (!(await tables.setLive(live, { generation: token, previous: live.generation }))) continue;
    // Readers may still be in the one before, so it goes at the next swap.
    if (live.previous !== null && live.previous !== token) await tables.dropGeneration(live.previous);
    return;
  }
}

export async function dropStagedContent(tables: ContentTables, token: string): Promise<void> {
  if ((await tables.live()).generation !== token) await tables.dropGeneration(token);
}

export async function listStages(tables: ContentTables): Promise<StagedContent[]> {
  const { generation } = await tables.live();
  return (await tables.stages()).map((each) => ({ ...each, isLive: each.token === generation }));
}
