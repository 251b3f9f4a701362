import type { TaskProgress } from "@nexa/contracts";
import { ensurePartitions, type Migration } from "@nexa/db";
import type { CoreContext } from "../../context.ts";
import { type ArchiveEntry, openArchive } from "../archive/index.ts";
import { backupsErrors } from "../errors.ts";
import type { ArchiveBytes, CheckedArchive } from "./check-archive.ts";
import { copyIn } from "./copy-in.ts";
import { takeForeignKeys } from "./foreign-keys.ts";
import { lockTables } from "./lock-tables.ts";
import { putFile } from "./put-file.ts";
import { stageContent } from "./stage-content.ts";
import { DELETED_FROM, type TableSets, tableSets } from "./table-sets.ts";

const SCRATCH = "nexa_restore";
const MONTHS_BACK = 13;
const MONTHS_AHEAD = 3;

export type LoadRun = CheckedArchive & {
  readonly restoreId: string;
  readonly bytes: ArchiveBytes;
  readonly report: (progress: TaskProgress) => void;
  readonly signal: AbortSignal;
};

export type Loaded = { rows: number; files: number; documents: number | null };

/**
 * Replaces the rows of every table in the running transaction by the archive's, puts uploaded files back and writes the content aside.
 * Rows of an older version are loaded into tables as they were then, taken through the migrations since, and brought over from there.
 */
export async function loadArchive(tx: CoreContext, run: LoadRun): Promise<Loaded> {
  const sets = await tableSets(tx.db);
  await lockTables(tx.db, sets.truncated);
  const putBack = await takeForeignKeys(tx.db, "public");
  await empty(tx, sets);
  await makePartitions(tx, run.manifest.createdAt);
  const isOlder = run.migrations.ahead.length > 0;
  const loaded = isOlder ? await loadOlder(tx, run, sets) : await loadEntries(tx, run, new Set(sets.restored));
  await putBack();
  await advanceSequences(tx, run);
  return loaded;
}

async function empty(tx: CoreContext, { truncated }: TableSets): Promise<void> {
  await tx.db.query({ text: `truncate ${truncated.map((name) => `public."${name}"`).join(", ")}` });
  // Of staff it takes sessions and reset links with it.
  for (const name of DELETED_FROM) await tx.db.query({ text: `delete from public.${name}` });
}

/** Of the months that the rows are from; what is older lies in the default partitions. */
async function makePartitions(tx: CoreContext, snapshotAt: string): Promise<void> {
  const [snapshot, now] = [new Date(snapshotAt), tx.clock.now()];
  const from = new Date(Date.UTC(snapshot.getUTCFullYear(), snapshot.getUTCMonth() - MONTHS_BACK, 1));
  const last = new Date(Math.max(snapshot.getTime(), now.getTime()));
  await ensurePartitions(tx.db, from, new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth() + MONTHS_AHEAD, 1)));
}

async function loadEntries(tx: CoreContext, run: LoadRun, known: ReadonlySet<string>): Promise<Loaded> {
  const { backupKeys: keys = [] } = tx.runtime.config;
  const { manifest, entries } = await openArchive(await run.bytes(), { keys });
  if (manifest.archiveId !== run.manifest.archiveId) throw backupsErrors.broken();
  const loaded: Loaded = { rows: 0, files: 0, documents: null };
  const total = manifest.tables.reduce((sum, { rows }) => sum + rows, 0);
  const rowsOf = new Map(manifest.tables.map(({ name, rows }) => [name, rows]));
  for await (const entry of entries) {
    run.signal.throwIfAborted();
    run.report({ step: entry.kind === "table" ? entry.name : entry.kind, done: loaded.rows, total });
    if (entry.kind === "table") {
      await loadTable(tx, entry, known);
      loaded.rows += rowsOf.get(entry.name) ?? 0;
    }
    if (entry.kind === "file") {
      await putFile(tx, entry);
      loaded.files += 1;
    }
    if (entry.kind === "content") loaded.documents = await stageContent(tx, run.restoreId, entry.bytes);
  }
  return loaded;
}

async function loadTable(tx: CoreContext, entry: ArchiveEntry, known: ReadonlySet<string>): Promise<void> {
  const { name, columns, bytes } = entry;
  if (!known.has(name) || columns === undefined) throw backupsErrors.broken();
  await copyIn(tx.db, { table: `"${name}"`, columns, bytes });
}

async function loadOlder(tx: CoreContext, run: LoadRun, sets: TableSets): Promise<Loaded> {
  await tx.db.query({ text: `create schema ${SCRATCH}` });
  await tx.db.query({ text: `set local search_path = ${SCRATCH}, public` });
  await migrate(tx, run.migrations.done);
  const putBack = await takeForeignKeys(tx.db, SCRATCH);
  const then = await tx.db.query<{ name: string }>({
    text: `select c.relname as name from pg_class c where c.relnamespace = '${SCRATCH}'::regnamespace and c.relkind in ('r', 'p')
      and not c.relispartition`,
  });
  const names = then.map(({ name }) => name);
  await tx.db.query({ text: `truncate ${names.map((name) => `"${name}"`).join(", ")} cascade` });
  const loaded = await loadEntries(tx, run, new Set(names));
  await putBack();
  await migrate(tx, run.migrations.ahead);
  await tx.db.query({ text: "set local search_path = public" });
  for (const name of sets.restored) await bringOver(tx, name);
  await tx.db.query({ text: `drop schema ${SCRATCH} cascade` });
  return loaded;
}

/** Migrations name their tables bare or in `public`; here they are of the scratch schema, extensions stay where they are. */
async function migrate(tx: CoreContext, migrations: readonly Migration[]): Promise<void> {
  for (const { statements } of migrations) {
    for (const statement of statements) {
      await tx.db.query({ text: statement.replaceAll(/"public"\.|\bpublic\./g, `${SCRATCH}.`) });
    }
  }
}

async function bringOver(tx: CoreContext, name: string): Promise<void> {
  const columns = await tx.db.query<{ name: string }>({
    text: `select attname as name from pg_attribute where attrelid = to_regclass($1) and attnum > 0 and not attisdropped
      and attgenerated = '' and atttypid <> 'xid8'::regtype order by attnum`,
    values: [`${SCRATCH}."${name}"`],
  });
  const list = columns.map((column) => `"${column.name}"`).join(", ");
  await tx.db.query({ text: `insert into public."${name}" (${list}) select ${list} from ${SCRATCH}."${name}"` });
}

/** Forward only: what was numbered since the snapshot may be known outside. Setting a sequence is not undone with the transaction. */
async function advanceSequences(tx: CoreContext, { manifest }: LoadRun): Promise<void> {
  const rows = await tx.db.query<{ name: string }>({
    text: "select sequencename as name from pg_sequences where schemaname = 'public'",
  });
  const living = new Set(rows.map((row) => row.name));
  for (const { name, lastValue, isCalled } of manifest.sequences) {
    // An older version may have counted what is counted no more.
    if (!living.has(name)) continue;
    await tx.db.query({
      text: `select setval(to_regclass($1), greatest($2, s.last_value), $3 or s.last_value > $2 or s.is_called) from public."${name}" s`,
      values: [`public."${name}"`, lastValue, isCalled],
    });
  }
}
