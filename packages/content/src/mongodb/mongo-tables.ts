import { type Db, MongoServerError } from "mongodb";
import { CONTENT_STATES } from "../documents.ts";
import { ContentError } from "../errors.ts";
import { type ContentRecord, type ContentTables, FIRST_GENERATION, type RecordHead } from "../tables.ts";
import { documentsOf, liveOf, type StoredRecord, stagesOf } from "./collections.ts";
import type { MongoConnection } from "./connection.ts";
import { isDuplicateKey, upsertTwice } from "./duplicate-key.ts";
import { mongoShelves } from "./shelves.ts";

const WRITE_MS = 5_000;
/** Thousands of documents at once. */
const SWEEP_MS = 30_000;
const LIVE = "live";
const NO_MATCH = "DocumentValidationFailure";

export type Run = <T>(work: (db: Db) => Promise<T>) => Promise<T>;

/** Every step is one command on one document, but for those on a generation that nobody sees. */
export function mongoTables(connection: MongoConnection, readTimeoutMs: number): ContentTables {
  const read: Run = (work) => connection.use(work, readTimeoutMs);
  const write: Run = (work) => connection.use(work, WRITE_MS);
  return {
    provider: "mongodb",
    ...mongoRecords(read, write),
    ...mongoShelves(read, write),
    ...mongoGenerations(read, write, (work) => connection.use(work, SWEEP_MS)),
    ping: async () => {
      await read((db) => db.command({ ping: 1 }));
    },
    close: () => connection.close(),
  };
}

type Records = Pick<ContentTables, "find" | "findMany" | "heads" | "insert" | "insertMany" | "replace" | "remove">;

function mongoRecords(read: Run, write: Run): Records {
  return {
    find: async (generation, id) => {
      const stored = await read((db) => documentsOf(db).findOne({ _id: keyOf(generation, id) }));
      return stored === null ? null : fromStored(stored);
    },
    findMany: async (generation, ids) => {
      const keys = ids.map((id) => keyOf(generation, id));
      const stored = await read((db) =>
        documentsOf(db)
          .find({ _id: { $in: keys } })
          .toArray(),
      );
      return stored.map(fromStored);
    },
    heads: (generation, { kind, locale, category }) =>
      read(async (db) => {
        const found = documentsOf(db)
          .find({ generation, kind, locale, "body.category": category })
          .project<{ id: string; locale: RecordHead["locale"]; body: { state: unknown } }>({
            id: 1,
            locale: 1,
            "body.state": 1,
          });
        return (await found.toArray()).map(({ body, id, locale: its }) => ({
          id,
          locale: its,
          state: stateOf(body.state),
        }));
      }),
    insert: async (generation, record) => {
      try {
        await write((db) => documentsOf(db).insertOne(toStored(generation, record)));
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw refused(error);
      }
    },
    insertMany: async (generation, records) => {
      try {
        await write((db) => documentsOf(db).insertMany(records.map((record) => toStored(generation, record))));
      } catch (error) {
        throw refused(error);
      }
    },
    replace: async (generation, record, revision) => {
      const { _id, ...stored } = toStored(generation, record);
      try {
        return (await write((db) => documentsOf(db).replaceOne({ _id, revision }, stored))).matchedCount === 1;
      } catch (error) {
        throw refused(error);
      }
    },
    remove: async (generation, id, revision) => {
      const filter = { _id: keyOf(generation, id), revision: revision ?? undefined };
      const stored = await write((db) => documentsOf(db).findOneAndDelete(filter));
      return stored === null ? null : fromStored(stored);
    },
  };
}

type Generations = Pick<ContentTables, "live" | "setLive" | "stages" | "putStage" | "dropGeneration">;

function mongoGenerations(read: Run, write: Run, sweep: Run): Generations {
  return {
    live: async () => {
      const stored = await read((db) => liveOf(db).findOne({ _id: LIVE }));
      return stored === null
        ? { generation: FIRST_GENERATION, previous: null }
        : { generation: stored.generation, previous: stored.previous };
    },
    setLive: async (from, to) => {
      try {
        const filter = { _id: LIVE, generation: from.generation };
        const { generation, previous } = to;
        const isFirst = from.generation === FIRST_GENERATION;
        const update = { $set: { generation, previous } };
        const done = await write((db) => liveOf(db).updateOne(filter, update, { upsert: isFirst }));
        return done.matchedCount + done.upsertedCount === 1;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    stages: async () => {
      const stored = await read((db) => stagesOf(db).find().sort({ _id: 1 }).toArray());
      return stored.map(({ _id, count }) => ({ token: _id, count }));
    },
    putStage: async (token, count) => {
      await write((db) => upsertTwice(stagesOf(db), { _id: token }, { $set: { count } }));
    },
    dropGeneration: (generation) =>
      sweep(async (db) => {
        // First it is no whole stage any more, last it is forgotten: killed in between, it is neither seen nor lost sight of.
        await stagesOf(db).updateOne({ _id: generation }, { $set: { count: null } });
        await documentsOf(db).deleteMany({ generation });
        await db.collection("content_shelves").deleteMany({ generation });
        await stagesOf(db).deleteOne({ _id: generation });
      }),
  };
}

function keyOf(generation: string, id: string): string {
  return `${generation}/${id}`;
}

function toStored(generation: string, { id, kind, locale, revision, body }: ContentRecord): StoredRecord {
  const extra = JSON.stringify(body.extra ?? {});
  return { _id: keyOf(generation, id), generation, id, kind, locale, revision, body: { ...body, extra } };
}

function fromStored({ id, kind, locale, revision, body }: StoredRecord): ContentRecord {
  return { id, kind, locale, revision, body: { ...body, extra: JSON.parse(body.extra) } };
}

function stateOf(value: unknown): RecordHead["state"] {
  return CONTENT_STATES.find((each) => each === value) ?? "draft";
}

/** What the server's own check of a document refused. */
function refused(error: unknown): unknown {
  const isRefusal = error instanceof MongoServerError && (error.codeName === NO_MATCH || error.code === 121);
  return isRefusal ? new ContentError("invalid", "the server's own check refused a document", { cause: error }) : error;
}
