import { type Backup, type BackupKind, type BackupReason, CoreError, type TaskProgress } from "@nexa/contracts";
import { type CoreContext, withTransaction } from "../context.ts";
import { type ArchiveEntry, type ArchiveManifest, verifyArchive, writeArchive } from "./archive/index.ts";
import { contentLines, type EntriesRun, fileEntries, tableEntries } from "./archived-entries.ts";
import { backupFileKey } from "./backup-file-key.ts";
import { copiedTables } from "./copied-tables.ts";
import { backupsErrors } from "./errors.ts";
import { readFacts } from "./read-facts.ts";
import { storeFile } from "./store-file.ts";
import { toBackup } from "./to-backup.ts";
import { writeBackupRow } from "./write-backup-row.ts";

export type BackupRun = {
  readonly kind: BackupKind;
  readonly reason: BackupReason;
  readonly report: (progress: TaskProgress) => void;
  readonly signal: AbortSignal;
};

export type MadeBackup = { readonly backup: Backup; readonly missingFiles: number };

/**
 * Writes a backup of one instant into the file storage and answers it: every table in one snapshot, then content and uploaded files.
 * Where anything fails or `signal` aborts, no file is left. @throws backups.storageFailed
 */
export async function makeBackup(ctx: CoreContext, run: BackupRun): Promise<MadeBackup> {
  const addedAt = ctx.clock.now();
  const { facts, file, missingFiles } = await writeSnapshot(ctx, run, addedAt);
  const keys = ctx.runtime.config.backupKeys ?? [];
  const manifest = await readBack(ctx, file.key, { keys, signal: run.signal, report: run.report });
  const row = {
    ...{ id: facts.archiveId, fileKey: file.key, sizeBytes: file.sizeBytes, modifiedAt: file.modifiedAt, addedAt },
    ...{ manifest, status: "sound" as const, verifiedAt: ctx.clock.now(), problem: null },
  };
  return { backup: toBackup(await writeBackupRow(ctx, row)), missingFiles };
}

async function writeSnapshot(ctx: CoreContext, run: BackupRun, addedAt: Date) {
  let missingFiles = 0;
  const written = await withTransaction(ctx, async (tx) => {
    await beginSnapshot(tx);
    const { tables, copyOptions } = copiedTables(run.kind, addedAt);
    const facts = await readFacts(tx, { kind: run.kind, reason: run.reason, tables });
    const entries = entriesOf(tx, { facts, tables, copyOptions, report: run.report }, () => {
      missingFiles += 1;
    });
    const archive = writeArchive({ facts, entries }, { key: ctx.runtime.config.backupKeys?.[0] ?? null });
    return { facts, file: await storeFile(ctx, backupFileKey(facts.archiveId, addedAt), archive, run.signal) };
  });
  return { ...written, missingFiles };
}

/** Reads what was stored from its first to its last byte: a backup that cannot be read is none, and is not left. */
async function readBack(
  ctx: CoreContext,
  fileKey: string,
  { keys, signal, report }: Pick<BackupRun, "signal" | "report"> & { keys: readonly string[] },
): Promise<ArchiveManifest> {
  try {
    const file = await ctx.gateways.files.open(fileKey);
    if (file === null) throw backupsErrors.broken();
    const onEntry = ({ entries }: { entries: number }) => report({ step: "verify", done: entries, total: null });
    return (await verifyArchive(file.chunks, { keys, signal, onEntry })).manifest;
  } catch (error) {
    await ctx.gateways.files.delete(fileKey);
    if (signal.aborted || !(error instanceof CoreError)) throw error;
    throw backupsErrors.storageFailed({}, "What was stored is not what was written. Check the disk and try again.");
  }
}

/** All reads from here on see one instant; they may take hours and nobody waits for them. */
async function beginSnapshot(tx: CoreContext): Promise<void> {
  await tx.db.query({ text: "set transaction isolation level repeatable read, read only" });
  await tx.db.query({ text: "set local statement_timeout = 0" });
  await tx.db.query({ text: "set local idle_in_transaction_session_timeout = 0" });
  // One process of the database is enough for a copy; customers have the others.
  await tx.db.query({ text: "set local max_parallel_workers_per_gather = 0" });
}

async function* entriesOf(tx: CoreContext, run: EntriesRun, onMissing: () => void): AsyncGenerator<ArchiveEntry> {
  yield* tableEntries(tx, run);
  if (run.facts.kind !== "full") return;
  run.report({ step: "content", done: 0, total: null });
  yield { kind: "content", name: "content", bytes: contentLines(tx) };
  yield* fileEntries(tx, { report: run.report, onMissing });
}
