import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { connectDatabase } from "./client.ts";
import { MIGRATIONS_FOLDER } from "./migrations.ts";
import { ensurePartitions } from "./partitions.ts";

const OLDEST_SERVER = 150_000;
const MONTHS_BACK = 7;
const MONTHS_AHEAD = 3;

/**
 * Brings a database up to date: migrations under an advisory lock, then partitions for the recent and coming months. Throws a
 * readable error where the server is older than PostgreSQL 15 or the database is not UTF8.
 */
export async function migrateDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, options: "-c timezone=UTC", application_name: "nexa-migrate" });
  await client.connect();
  let now: Date;
  try {
    now = await checkServer(client);
    await client.query("select pg_advisory_lock(hashtext('nexa.migrate'))");
    await migrate(drizzle(client), { migrationsFolder: MIGRATIONS_FOLDER });
  } finally {
    await client.end();
  }
  const db = connectDatabase({ url, name: "nexa-migrate", maxConnections: 1 });
  try {
    await ensurePartitions(db, shiftMonths(now, -MONTHS_BACK), shiftMonths(now, MONTHS_AHEAD));
  } finally {
    await db.close();
  }
}

async function checkServer(client: pg.Client): Promise<Date> {
  const { rows } = await client.query<{ version: string; encoding: string; now: Date }>(
    `select current_setting('server_version_num') as version, now() as now,
      (select pg_encoding_to_char(encoding) from pg_database where datname = current_database()) as encoding`,
  );
  const [server] = rows;
  if (!server) throw new Error("The database server did not answer.");
  if (Number(server.version) < OLDEST_SERVER) throw new Error("NEXA needs PostgreSQL 15 or later.");
  if (server.encoding !== "UTF8") {
    throw new Error(`The database is encoded in ${server.encoding}; create one with encoding UTF8.`);
  }
  return server.now;
}

function shiftMonths(at: Date, months: number): Date {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1));
}
