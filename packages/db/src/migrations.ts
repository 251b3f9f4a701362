import { fileURLToPath } from "node:url";
import { readMigrationFiles } from "drizzle-orm/migrator";

export const MIGRATIONS_FOLDER = fileURLToPath(new URL("../migrations", import.meta.url));

export type Migration = {
  /** SHA-256 of its file, as the database notes it. */
  readonly hash: string;
  /** Its time in the journal, in milliseconds. */
  readonly at: number;
  readonly statements: readonly string[];
};

/** Every migration of this version, the oldest first. */
export function readMigrations(): readonly Migration[] {
  return readMigrationFiles({ migrationsFolder: MIGRATIONS_FOLDER }).map(({ hash, folderMillis, sql }) => ({
    hash,
    at: folderMillis,
    statements: sql.map((statement) => statement.trim()).filter((statement) => statement !== ""),
  }));
}
