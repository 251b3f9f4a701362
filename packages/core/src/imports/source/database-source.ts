import pg from "pg";
import {
  IMPORT_SECTIONS,
  type ImportSection,
  type ImportSource,
  NotASource,
  type SourceRecord,
} from "./import-source.ts";

const FETCH_ROWS = 1_000;
const ID_COLUMNS: Readonly<Record<ImportSection, string>> = {
  categories: "category_id",
  plans: "plan_id",
  customers: "customer_id",
  transactions: "transaction_id",
  subscriptions: "subscription_id",
};
/** Every value as PostgreSQL writes it: decimals and naive times stay exact. */
const asText: pg.CustomTypesConfig = { getTypeParser: () => (value: unknown) => value };

/**
 * The PostgreSQL database of the FastAPI edition, read in one snapshot, and never written. Rows come through a cursor, a thousand at a
 * time.
 *
 * @throws NotASource where it cannot be reached, or has no such tables
 */
export async function openDatabaseSource(url: string): Promise<ImportSource> {
  const client = new pg.Client({ connectionString: url, application_name: "nexa-import" });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("begin transaction isolation level repeatable read, read only");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new NotASource(`The database to import from cannot be read: ${why}`);
  }
  const tables = await tablesOf(client);
  if (!tables.has("customers") || !tables.has("plans")) {
    await client.end();
    throw new NotASource("The database has no tables customers and plans with the FastAPI edition's columns.");
  }
  return {
    records: (section) => (tables.has(section) ? readTable(client, section) : nothing()),
    close: () => client.end(),
  };
}

async function tablesOf(client: pg.Client): Promise<Set<ImportSection>> {
  const { rows } = await client.query<{ table_name: string; column_name: string }>(
    "select table_name::text, column_name::text from information_schema.columns where table_schema = current_schema()",
  );
  const has = new Set(rows.map((row) => `${row.table_name}.${row.column_name}`));
  return new Set(IMPORT_SECTIONS.filter((section) => has.has(`${section}.${ID_COLUMNS[section]}`)));
}

async function* readTable(client: pg.Client, section: ImportSection): AsyncGenerator<SourceRecord> {
  const cursor = `import_${section}`;
  await client.query(`declare ${cursor} no scroll cursor for select * from ${section} order by ${ID_COLUMNS[section]}`);
  try {
    for (;;) {
      const { rows } = await client.query<SourceRecord>({ text: `fetch ${FETCH_ROWS} from ${cursor}`, types: asText });
      yield* rows;
      if (rows.length < FETCH_ROWS) return;
    }
  } finally {
    await client.query(`close ${cursor}`);
  }
}

async function* nothing(): AsyncGenerator<SourceRecord> {
  yield* [];
}
