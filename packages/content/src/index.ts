export * from "./documents.ts";
export * from "./errors.ts";
export { createPostgresContentStore } from "./postgres/create-postgres-store.ts";
export type { PostgresQuery } from "./postgres/query.ts";
export * from "./store.ts";
