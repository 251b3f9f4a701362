import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { migrateDatabase } from "../../packages/db/src/migrate.ts";

// Reached by path and not as a dependency: the database package tests itself with this one, and turbo refuses a cycle.
const DB_PACKAGE = fileURLToPath(new URL("../../packages/db/", import.meta.url));

/**
 * Makes the migrated database that tests clone, once per server and state of the migrations, and returns its name. Several
 * test processes may ask at the same time: an advisory lock lets one build it.
 */
export async function ensureTemplate(serverUrl: string): Promise<string> {
  const template = templateName();
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('nexa.test-template'))");
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [template]);
    if (rowCount === 1) return template;
    const draft = `${template}_draft`;
    await client.query(`drop database if exists ${draft} with (force)`);
    await client.query(`create database ${draft}`);
    await migrateDatabase(databaseUrl(serverUrl, draft));
    // Nobody may connect to it any more, so that cloning never finds it in use.
    await client.query(`alter database ${draft} with is_template true allow_connections false`);
    await client.query(`alter database ${draft} rename to ${template}`);
    return template;
  } finally {
    await client.end();
  }
}

/** The address of another database on the same server. */
export function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/** Named after the migrations and the month, because migrating also makes the partitions of the coming months. */
function templateName(): string {
  const hash = createHash("sha256").update(new Date().toISOString().slice(0, 7));
  const migrations = readdirSync(`${DB_PACKAGE}migrations`, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".sql"))
    .sort()
    .map((file) => `migrations/${file}`);
  for (const file of [...migrations, "src/migrate.ts", "src/partitions.ts"]) {
    hash.update(file).update(readFileSync(DB_PACKAGE + file));
  }
  return `nexa_template_${hash.digest("hex").slice(0, 16)}`;
}
