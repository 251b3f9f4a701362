import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeEmbeddedPostgres, startEmbeddedPostgres } from "@nexa/db/embedded/index";
import { migrateDatabase } from "@nexa/db/migrate";
import { Client } from "pg";

export type ScratchDatabase = { url: string; dataDir: string; remove(): Promise<void> };

/** A real PostgreSQL with the settings of people's data (commits wait for the disk), migrated, in a folder of its own. */
export async function openScratchDatabase(): Promise<ScratchDatabase> {
  const dataDir = await scratchFolder();
  const database = await startEmbeddedPostgres({ dataDir });
  const remove = async () => {
    await database.stop();
    await removeScratchFolder(dataDir);
  };
  try {
    await migrateDatabase(database.url);
  } catch (error) {
    await remove();
    throw error;
  }
  return { url: database.url, dataDir, remove };
}

/** What autovacuum does within a minute or so: plans of tables that have just been filled would otherwise be those of empty ones. */
export async function refreshStatistics({ url }: Pick<ScratchDatabase, "url">): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("vacuum analyze");
  } finally {
    await client.end();
  }
}

/** A data folder under the system's temporary folder. */
export function scratchFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "nexa-bench-"));
}

/** Removes a data folder and the cluster in it, which lies elsewhere where the folder is out of the database's reach. */
export async function removeScratchFolder(dataDir: string): Promise<void> {
  await removeEmbeddedPostgres(dataDir);
  await rm(dataDir, { recursive: true, force: true });
}
