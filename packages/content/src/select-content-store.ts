import type { MongoOptions } from "./mongodb/connection.ts";
import { createMongoContentStore } from "./mongodb/create-mongo-store.ts";
import { createPostgresContentStore } from "./postgres/create-postgres-store.ts";
import type { PostgresQuery } from "./postgres/query.ts";
import type { ContentStore } from "./store.ts";

export type ContentStoreConfig = Omit<MongoOptions, "url"> & {
  /** Of MongoDB. Unset: content is in PostgreSQL. */
  readonly url: string | undefined;
  readonly db: PostgresQuery;
};

/** The store that the configuration names. It connects when it is first asked. */
export function selectContentStore({ url, db, ...options }: ContentStoreConfig): ContentStore {
  return url === undefined ? createPostgresContentStore(db) : createMongoContentStore({ url, ...options });
}
