export * from "./content-digest.ts";
export * from "./documents.ts";
export * from "./errors.ts";
export { createMongoContentStore } from "./mongodb/create-mongo-store.ts";
export * from "./move-content.ts";
export { createPostgresContentStore } from "./postgres/create-postgres-store.ts";
export type { PostgresQuery } from "./postgres/query.ts";
export { selectContentStore } from "./select-content-store.ts";
export * from "./store.ts";
