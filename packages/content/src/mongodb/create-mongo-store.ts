import { createContentStore } from "../create-content-store.ts";
import type { ContentStore } from "../store.ts";
import { prepareCollections } from "./collections.ts";
import { connectMongo, type MongoOptions } from "./connection.ts";
import { mongoTables } from "./mongo-tables.ts";

const READ_MS = 1_000;

/** Content in MongoDB. Nothing is awaited here: a server that is down is found by the first call, and by itself when it is back. */
export function createMongoContentStore(options: MongoOptions): ContentStore {
  return createContentStore(mongoTables(connectMongo(options, prepareCollections), options.readTimeoutMs ?? READ_MS));
}
