import type { ContentTables, ShelfKey } from "../tables.ts";
import { shelvesOf } from "./collections.ts";
import { upsertTwice } from "./duplicate-key.ts";
import type { Run } from "./mongo-tables.ts";

type Shelves = Pick<ContentTables, "shelves" | "append" | "setOrder" | "detach" | "publish" | "unpublish" | "putShelf">;

export function mongoShelves(read: Run, write: Run): Shelves {
  return {
    shelves: async (generation, kind, locale) => {
      const stored = await read((db) => shelvesOf(db).find({ generation, kind, locale }).toArray());
      return stored.map(({ kind: its, locale: of, ids, publishedId }) => ({ kind: its, locale: of, ids, publishedId }));
    },
    append: async (generation, key, id) => {
      const isNew = { generation, ...key, publishedId: null };
      const update = { $addToSet: { ids: id }, $setOnInsert: isNew };
      await write((db) => upsertTwice(shelvesOf(db), { _id: keyOf(generation, key) }, update));
    },
    setOrder: async (generation, key, ids) => {
      const isNew = { generation, ...key, publishedId: null };
      const update = { $set: { ids: [...ids] }, $setOnInsert: isNew };
      await write((db) => upsertTwice(shelvesOf(db), { _id: keyOf(generation, key) }, update));
    },
    detach: async (generation, key, id) => {
      const _id = keyOf(generation, key);
      await write((db) => shelvesOf(db).updateOne({ _id }, { $pull: { ids: id } }));
      await write((db) => shelvesOf(db).updateOne({ _id, publishedId: id }, { $set: { publishedId: null } }));
    },
    publish: async (generation, key, id) => {
      const isNew = { generation, ...key, ids: [] };
      const update = { $set: { publishedId: id }, $setOnInsert: isNew };
      await write((db) => upsertTwice(shelvesOf(db), { _id: keyOf(generation, key) }, update));
    },
    unpublish: async (generation, key, id) => {
      const filter = { _id: keyOf(generation, key), publishedId: id };
      await write((db) => shelvesOf(db).updateOne(filter, { $set: { publishedId: null } }));
    },
    putShelf: async (generation, { kind, locale, ids, publishedId }) => {
      const update = { $set: { generation, kind, locale, ids: [...ids], publishedId } };
      await write((db) => upsertTwice(shelvesOf(db), { _id: keyOf(generation, { kind, locale }) }, update));
    },
  };
}

function keyOf(generation: string, { kind, locale }: ShelfKey): string {
  return `${generation}/${kind}/${locale}`;
}
