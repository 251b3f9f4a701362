import * as schema from "@nexa/db";
import { getTableColumns, getTableName, is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { NOT_IN_BACKUPS, tablesInOrder } from "./tables.ts";

let core: TestCore;
beforeAll(async () => {
  core = await createTestCore();
});
afterAll(() => core.close());

/** Tables of the database itself, partitions by their parent alone. */
async function tablesOfDatabase() {
  return core.runtime.db.query<{ name: string; columns: string[] }>({
    text: `select c.relname as name, array_agg(a.attname::text order by a.attname) as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
      group by c.relname order by c.relname`,
  });
}

it("carries every table of the database or says why not, in a list that a new table must be added to", async () => {
  const carried = tablesInOrder().map(({ name }) => name);
  const found = (await tablesOfDatabase()).map(({ name }) => name);
  expect(found.filter((name) => !carried.includes(name) && NOT_IN_BACKUPS[name] === undefined)).toEqual([]);
  expect([...carried, ...Object.keys(NOT_IN_BACKUPS)].filter((name) => !found.includes(name))).toEqual([]);
  expect(carried.filter((name) => NOT_IN_BACKUPS[name] !== undefined)).toEqual([]);
});

it("carries every column of those tables but numbers of the database's own transactions", async () => {
  const carried = new Map(tablesInOrder().map(({ name, columns }) => [name, columns]));
  const left: Record<string, string[]> = {};
  for (const { name, columns } of await tablesOfDatabase()) {
    const missing = columns.filter((column) => carried.get(name)?.includes(column) === false);
    if (missing.length > 0) left[name] = missing;
  }
  expect(left).toEqual(schema.ANALYTICS_NOT_IN_BACKUPS.columns);
});

it("names the tables that others refer to first, and none that refers to a table left out", () => {
  const seen = new Set<string>();
  const byName = new Map<string, PgTable>();
  for (const value of Object.values(schema)) if (is(value, PgTable)) byName.set(getTableName(value), value);
  for (const { name } of tablesInOrder()) {
    const table = byName.get(name);
    const referred = table
      ? getTableConfig(table).foreignKeys.map((key) => getTableName(key.reference().foreignTable))
      : [];
    expect(
      referred.filter((other) => other !== name && !seen.has(other)),
      name,
    ).toEqual([]);
    expect(table && Object.keys(getTableColumns(table)).length).toBeGreaterThan(0);
    seen.add(name);
  }
});
