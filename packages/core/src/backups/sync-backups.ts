import { createHash } from "node:crypto";
import { CoreError } from "@nexa/contracts";
import { backups } from "@nexa/db";
import type { StoredFile } from "@nexa/integrations/files/port";
import { and, eq, inArray, ne } from "drizzle-orm";
import { type CoreContext, withTransaction } from "../context.ts";
import { readManifest } from "./archive/index.ts";
import { addedAtOfKey, BACKUPS_FOLDER, isBackupKey } from "./backup-file-key.ts";
import { backupsErrors } from "./errors.ts";
import type { BackupRow } from "./to-backup.ts";
import { lockBackupRows, writeBackupRow } from "./write-backup-row.ts";

/**
 * Makes the table of backups what the file storage holds: reads the beginning of each file that is new or changed and forgets those
 * that are gone. Run before every look at the table, so a file that was copied there by hand is known too.
 */
export async function syncBackups(ctx: CoreContext): Promise<{ read: number; gone: number }> {
  // Read before the files: a backup that ends meanwhile is no row that could be taken for one whose file is gone.
  const known = new Map((await ctx.db.orm.select().from(backups)).map((row) => [row.fileKey, row]));
  const files = (await storedFiles(ctx)).filter(({ key }) => isBackupKey(key));
  const unchanged = files.filter((file) => isUnchanged(file, known.get(file.key)));
  const ids = new Set(unchanged.flatMap(({ key }) => known.get(key)?.id ?? []));
  const kept = new Set(unchanged.map(({ key }) => key));
  const read: (typeof backups.$inferInsert)[] = [];
  for (const file of files) {
    if (kept.has(file.key)) continue;
    const row = await describe(ctx, file);
    // Two files of one archive: the first is listed.
    if (row === null || ids.has(row.id)) continue;
    ids.add(row.id);
    read.push(row);
  }
  const gone = [...known.values()].filter(({ id }) => !ids.has(id)).map(({ id }) => id);
  if (read.length > 0 || gone.length > 0) await withTransaction(ctx, (tx) => writeDown(tx, read, gone));
  return { read: read.length, gone: gone.length };
}

async function writeDown(tx: CoreContext, read: (typeof backups.$inferInsert)[], gone: string[]): Promise<void> {
  await lockBackupRows(tx);
  if (gone.length > 0) await tx.db.orm.delete(backups).where(inArray(backups.id, gone));
  for (const row of read) {
    const isOther = and(eq(backups.fileKey, row.fileKey), ne(backups.id, row.id));
    await tx.db.orm.delete(backups).where(isOther);
    await writeBackupRow(tx, row);
  }
}

async function storedFiles(ctx: CoreContext): Promise<StoredFile[]> {
  const files: StoredFile[] = [];
  try {
    for await (const file of ctx.gateways.files.list(BACKUPS_FOLDER)) files.push(file);
  } catch (error) {
    ctx.logger.warn({ err: error }, "the storage of the backups does not answer");
    throw backupsErrors.storageUnreachable();
  }
  return files;
}

function isUnchanged(file: StoredFile, row: BackupRow | undefined): boolean {
  return row?.sizeBytes === file.sizeBytes && row.modifiedAt.getTime() === file.modifiedAt.getTime();
}

async function describe(ctx: CoreContext, { key, sizeBytes, modifiedAt }: StoredFile) {
  const addedAt = addedAtOfKey(key) ?? modifiedAt;
  const file = await ctx.gateways.files.open(key);
  if (file === null) return null;
  const facts = { fileKey: key, sizeBytes, modifiedAt, addedAt, verifiedAt: null };
  try {
    const manifest = await readManifest(file.chunks);
    return { ...facts, id: manifest.archiveId, manifest, status: "unverified" as const, problem: null };
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    return { ...facts, id: idOfKey(key), manifest: null, status: "broken" as const, problem: error.message };
  }
}

/** An id for a file that tells none, the same each time. */
function idOfKey(key: string): string {
  const hex = createHash("sha256").update(key).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
