import { createContentStore } from "../create-content-store.ts";
import type { ContentStore } from "../store.ts";
import { postgresTables } from "./postgres-tables.ts";
import type { PostgresQuery } from "./query.ts";

/** Content in the tables `content_*` of the database that `query` asks. Closing it leaves the connection to its owner. */
export function createPostgresContentStore(query: PostgresQuery): ContentStore {
  return createContentStore(postgresTables(query));
}
