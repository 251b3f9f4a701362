import { newId } from "@nexa/contracts";
import { connectDatabase, type DatabaseConnection, inTransaction, type Migration, readMigrations } from "@nexa/db";
import { createTestDatabase, type TestDatabase } from "@nexa/vitest/database";
import { afterEach, beforeEach, expect, it } from "vitest";
import { makeWorld } from "../../audit/books/world.fixture.ts";
import { auditBooks } from "../../audit/index.ts";
import { deliverNotices, runBroadcasts, sequenceNotices } from "../../notifications/index.ts";
import { createTestCore, type TestCore } from "../../testing/index.ts";
import { bytesOf, inPieces } from "../archive/archive.fixture.ts";
import { type ArchiveEntry, type ArchiveFacts, writeArchive } from "../archive/index.ts";
import { copyOut } from "../copy-out.ts";
import { NOT_IN_BACKUPS } from "../tables.ts";
import { copyIn } from "./copy-in.ts";
import { install, never, runOf } from "./restore.fixture.ts";
import { restoreArchive } from "./restore-archive.ts";

/** The last migration of the version before backups, which is the oldest that a backup could be of. */
const BEFORE_BACKUPS = 9;

let lived: TestCore;
let target: TestCore;
let past: TestDatabase;
let db: DatabaseConnection;

beforeEach(async () => {
  const now = new Date("2026-11-23T05:00:00Z");
  [lived, target, past] = await Promise.all([createTestCore({ now }), createTestCore({ now }), createTestDatabase()]);
  db = connectDatabase({ url: past.url, name: "past", maxConnections: 2 });
  await install(lived);
  await makeWorld(lived);
  await runBroadcasts(lived.job(), never);
  await sequenceNotices(lived.job());
  await deliverNotices(lived.job());
  target.clock.set(lived.clock.now());
});
afterEach(async () => {
  await db.close();
  await Promise.all([lived.close(), target.close(), past.drop()]);
});

/** The tables as they were after these migrations, with as much of the lived rows as fits them. */
async function goBack(migrations: readonly Migration[]): Promise<Map<string, string[]>> {
  await db.query({ text: "drop schema public cascade; create schema public" });
  for (const statement of migrations.flatMap((each) => each.statements)) await db.query({ text: statement });
  const rows = await db.query<{ name: string; columns: string[] }>({
    text: `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.atttypid <> 'xid8'::regtype
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition group by 1 order by 1`,
  });
  const tables = new Map(
    rows.filter(({ name }) => NOT_IN_BACKUPS[name] === undefined).map(({ name, columns }) => [name, columns]),
  );
  await inTransaction(db, async (tx) => {
    await tx.query({ text: "set local session_replication_role = replica" });
    for (const [table, columns] of tables) {
      await tx.query({ text: `delete from ${table}` });
      await copyIn(tx, { table, columns, bytes: inPieces(await copied(lived.runtime.db, table, columns)) });
    }
  });
  return tables;
}

function copied(from: DatabaseConnection, table: string, columns: readonly string[]): Promise<Buffer> {
  const list = columns.map((column) => `"${column}"`).join(", ");
  return inTransaction(from, (tx) => bytesOf(copyOut(tx, `copy (select ${list} from ${table}) to stdout`)));
}

/** What a NEXA of that time wrote as its backup. */
async function backUpPast(tables: Map<string, string[]>, migrations: readonly Migration[]): Promise<Buffer> {
  const named = [...tables].map(([name, columns]) => ({ name, columns }));
  const all = await Promise.all(
    named.map(async ({ name, columns }) => ({ name, columns, bytes: await copied(db, name, columns) })),
  );
  const newest = migrations.at(-1);
  const facts: ArchiveFacts = {
    ...{ archiveId: newId(lived.clock.now()), kind: "full", reason: "manual", appVersion: "0.0.9", sequences: [] },
    createdAt: lived.clock.now().toISOString(),
    migration: { count: migrations.length, at: newest?.at ?? 0, hash: newest?.hash ?? "" },
    operator: { ...lived.runtime.config.operator },
    tables: all.map(({ name, columns, bytes }) => ({ name, columns, rows: lines(bytes) })),
  };
  const entries = async function* (): AsyncGenerator<ArchiveEntry> {
    for (const { name, columns, bytes } of all) yield { kind: "table", name, columns, bytes: inPieces(bytes) };
  };
  return bytesOf(writeArchive({ facts, entries: entries() }));
}

function lines(bytes: Buffer): number {
  return bytes.toString().split("\n").length - 1;
}

/** What a restore changes of an archive's rows on purpose. */
const OWN_TRACE = new Set(["audit_events", "audit_chain", "catalog_version"]);

it.each([
  ["before the last migration", readMigrations().length - 1],
  ["before there were backups", BEFORE_BACKUPS + 1],
])("restores a backup that was kept from %s, row by row", async (_, count) => {
  const migrations = readMigrations().slice(0, count);
  const tables = await goBack(migrations);
  const bytes = await backUpPast(tables, migrations);

  const restored = await restoreArchive(target.job(), runOf(bytes));
  expect(restored).toMatchObject({ status: "succeeded", hasContent: false });
  for (const [table, columns] of tables) {
    if (OWN_TRACE.has(table)) continue;
    const [before, after] = [await copied(db, table, columns), await copied(target.runtime.db, table, columns)];
    expect([table, sorted(after)]).toEqual([table, sorted(before)]);
  }
  expect((await auditBooks(target.job())).findings).toEqual([]);
  const left = await target.runtime.db.query({ text: "select 1 from pg_namespace where nspname = 'nexa_restore'" });
  expect(left).toEqual([]);
  const [keys] = await target.runtime.db.query<{ count: number }>({
    text: "select count(*) from pg_constraint where contype = 'f' and conparentid = 0",
  });
  const [meant] = await lived.runtime.db.query<{ count: number }>({
    text: "select count(*) from pg_constraint where contype = 'f' and conparentid = 0",
  });
  expect(keys).toEqual(meant);
});

function sorted(bytes: Buffer): string[] {
  return bytes.toString().split("\n").sort();
}
