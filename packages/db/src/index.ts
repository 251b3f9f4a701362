export { connectDatabase, type Database, type DatabaseConnection, type Statement } from "./client.ts";
export { migrateDatabase } from "./migrate.ts";
export { type Migration, readMigrations } from "./migrations.ts";
export { ensurePartitions } from "./partitions.ts";
export * from "./schema/index.ts";
export { inTransaction, sqlState, violatedConstraint } from "./transaction.ts";
