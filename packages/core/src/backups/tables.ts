import * as schema from "@nexa/db";
import { getTableColumns, getTableName, is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";

/** What no backup carries, and why. Every other table of the schema is in it. */
export const NOT_IN_BACKUPS: Readonly<Record<string, string>> = {
  tasks: "work under way belongs to the installation as it runs",
  job_requests: "jobs",
  job_schedules: "jobs, published by the worker that starts",
  customer_sessions: "sessions: everybody signs in again",
  admin_sessions: "sessions: everybody signs in again",
  customer_refresh_tokens: "sessions",
  admin_refresh_tokens: "sessions",
  one_time_codes: "let people in; a used one would be good again",
  admin_reset_tokens: "let people in; a used one would be good again",
  idempotency_keys: "stand for a day and for requests after the snapshot too",
  rate_limits: "limits",
  backups: "made again from the files",
  content_documents: "content is carried as documents, which fit either store",
  content_shelves: "content is carried as documents, which fit either store",
  content_stages: "content is carried as documents, which fit either store",
  content_live: "content is carried as documents, which fit either store",
  content_version: "says that content changed, for what servers hold of it",
  maintenance: "says that a restore is under way",
  restores: "the history of restores, which no restore may rewrite",
  ...Object.fromEntries(schema.ANALYTICS_NOT_IN_BACKUPS.tables.map((name) => [name, "derived, counted again"])),
};

export type BackedUpTable = { readonly name: string; readonly columns: readonly string[] };

/** Every table of the schema with its columns, those that others refer to first. */
export function tablesInOrder(): BackedUpTable[] {
  const tables: PgTable[] = Object.values(schema).filter((value) => is(value, PgTable));
  const carried = tables.filter((table) => NOT_IN_BACKUPS[getTableName(table)] === undefined);
  const ordered = new Set<string>();
  for (const table of carried) addAfterReferred(table, ordered, []);
  const byName = new Map<string, PgTable>(carried.map((table) => [getTableName(table), table]));
  return [...ordered].flatMap((name) => {
    const table = byName.get(name);
    return table ? [{ name, columns: storedColumns(table) }] : [];
  });
}

/** Without generated columns, which the database fills by itself. */
function storedColumns(table: PgTable): string[] {
  const columns = Object.values(getTableColumns(table));
  return columns.filter((column) => column.generated === undefined).map((column) => column.name);
}

function addAfterReferred(table: PgTable, ordered: Set<string>, path: readonly string[]): void {
  const name = getTableName(table);
  if (ordered.has(name)) return;
  if (path.includes(name)) throw new Error(`tables refer to each other in a circle: ${[...path, name].join(", ")}`);
  for (const key of getTableConfig(table).foreignKeys) {
    const referred = key.reference().foreignTable;
    if (getTableName(referred) !== name) addAfterReferred(referred, ordered, [...path, name]);
  }
  ordered.add(name);
}
