import { type Collection, type Db, MongoServerError } from "mongodb";
import { CONTENT_KINDS, CONTENT_LOCALES, CONTENT_STATES, type ContentKind, type ContentLocale } from "../documents.ts";

/** `_id` is generation and id. Free fields are JSON text, because BSON field names may not hold what people may write there. */
export type StoredRecord = {
  _id: string;
  generation: string;
  id: string;
  kind: ContentKind;
  locale: ContentLocale;
  revision: number;
  body: Record<string, unknown> & { extra: string };
};
export type StoredShelf = {
  _id: string;
  generation: string;
  kind: ContentKind;
  locale: ContentLocale;
  ids: string[];
  publishedId: string | null;
};
export type StoredStage = { _id: string; count: number | null };
export type StoredLive = { _id: string; generation: string; previous: string | null };

export const documentsOf = (db: Db): Collection<StoredRecord> => db.collection("content_documents");
export const shelvesOf = (db: Db): Collection<StoredShelf> => db.collection("content_shelves");
export const stagesOf = (db: Db): Collection<StoredStage> => db.collection("content_stages");
export const liveOf = (db: Db): Collection<StoredLive> => db.collection("content_live");

const NAMESPACE_EXISTS = 48;
const TEXT = { bsonType: "string" };
const TEXT_OR_NULL = { bsonType: ["string", "null"] };
const WHOLE_NUMBER = { bsonType: ["int", "long", "double"], minimum: 0 };

/** What a server that can is told to check, in its own dialect of JSON Schema. */
export const DOCUMENTS_SCHEMA = {
  bsonType: "object",
  required: ["_id", "generation", "id", "kind", "locale", "revision", "body"],
  additionalProperties: false,
  properties: {
    _id: TEXT,
    generation: TEXT,
    id: TEXT,
    kind: { enum: CONTENT_KINDS },
    locale: { enum: CONTENT_LOCALES },
    revision: WHOLE_NUMBER,
    body: {
      bsonType: "object",
      required: ["state", "visibleFrom", "visibleUntil", "extra", "createdAt", "updatedAt"],
      properties: {
        state: { enum: CONTENT_STATES },
        visibleFrom: TEXT_OR_NULL,
        visibleUntil: TEXT_OR_NULL,
        extra: TEXT,
        createdAt: TEXT,
        updatedAt: TEXT,
      },
    },
  },
};

export const SHELVES_SCHEMA = {
  bsonType: "object",
  required: ["_id", "generation", "kind", "locale", "ids", "publishedId"],
  additionalProperties: false,
  properties: {
    _id: TEXT,
    generation: TEXT,
    kind: { enum: CONTENT_KINDS },
    locale: { enum: CONTENT_LOCALES },
    ids: { bsonType: "array", items: TEXT },
    publishedId: TEXT_OR_NULL,
  },
};

/** Makes the indexes, and has the server check documents too where it can. Doing so again changes nothing. */
export async function prepareCollections(db: Db): Promise<void> {
  await checkOnServer(db, documentsOf(db).collectionName, DOCUMENTS_SCHEMA);
  await checkOnServer(db, shelvesOf(db).collectionName, SHELVES_SCHEMA);
  await documentsOf(db).createIndex(
    { generation: 1, kind: 1, locale: 1, id: 1 },
    { name: "generation_kind_locale_id" },
  );
  await shelvesOf(db).createIndex({ generation: 1, kind: 1, locale: 1 }, { name: "generation_kind_locale" });
}

/** Servers that only speak MongoDB's protocol may know no validators. Then zod alone checks, as it always does. */
async function checkOnServer(db: Db, name: string, $jsonSchema: object): Promise<void> {
  try {
    await db.createCollection(name, { validator: { $jsonSchema } });
  } catch (error) {
    if (!(error instanceof MongoServerError)) throw error;
    if (error.code === NAMESPACE_EXISTS) await setValidator(db, name, $jsonSchema);
  }
}

async function setValidator(db: Db, name: string, $jsonSchema: object): Promise<void> {
  try {
    await db.command({ collMod: name, validator: { $jsonSchema } });
  } catch (error) {
    if (!(error instanceof MongoServerError)) throw error;
  }
}
