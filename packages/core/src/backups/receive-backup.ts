import type { Backup } from "@nexa/contracts";
import { backups } from "@nexa/db";
import { eq } from "drizzle-orm";
import { recordAudit } from "../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../context.ts";
import { readManifest } from "./archive/index.ts";
import { assertMayManage } from "./assert-may-manage.ts";
import { backupFileKey } from "./backup-file-key.ts";
import { backupsErrors } from "./errors.ts";
import { storeFile } from "./store-file.ts";
import { syncBackups } from "./sync-backups.ts";
import { toBackup } from "./to-backup.ts";
import { verifyWhilePassed } from "./verify-while-passed.ts";
import { lockBackupRows, writeBackupRow } from "./write-backup-row.ts";

/**
 * Takes in a backup file as it arrives, verifying it on the way: what is damaged, or cut off leaves nothing behind.
 *
 * @throws backups.notAnArchive broken formatUnknown keyNeeded wrongKey alreadyHere storageFull storageFailed storageUnreachable;
 *   request.roleNotAllowed
 */
export async function receiveBackup(ctx: CoreContext<AdminActor>, sent: AsyncIterable<Uint8Array>): Promise<Backup> {
  assertMayManage(ctx.actor);
  await syncBackups(ctx);
  const { manifest, chunks } = await manifestFirst(sent);
  const { archiveId } = manifest;
  if ((await knownKey(ctx, archiveId)) !== undefined) throw backupsErrors.alreadyHere();
  const addedAt = ctx.clock.now();
  const keys = ctx.runtime.config.backupKeys ?? [];
  const checked = verifyWhilePassed(chunks, { keys });
  const file = await storeFile(ctx, backupFileKey(archiveId, addedAt), checked);
  return withTransaction(ctx, async (tx) => {
    const { key: fileKey, sizeBytes, modifiedAt } = file;
    await lockBackupRows(tx);
    const known = await knownKey(tx, archiveId);
    // Of the very same instant it has the same key, and is the same file.
    if (known !== undefined && known !== fileKey) await tx.gateways.files.delete(fileKey);
    if (known !== undefined) throw backupsErrors.alreadyHere();
    const state = { status: "sound" as const, verifiedAt: tx.clock.now(), problem: null };
    const row = { id: archiveId, fileKey, sizeBytes, modifiedAt, addedAt, manifest, ...state };
    const backup = toBackup(await writeBackupRow(tx, row));
    const after = { kind: backup.kind, createdAt: backup.createdAt, fileName: backup.fileName, sizeBytes };
    await recordAudit(tx, { action: "backups.upload", subject: { kind: "backup", id: archiveId }, after });
    return backup;
  });
}

async function knownKey(ctx: CoreContext, archiveId: string): Promise<string | undefined> {
  const [known] = await ctx.db.orm.select({ key: backups.fileKey }).from(backups).where(eq(backups.id, archiveId));
  return known?.key;
}

/** The manifest from the first chunks, and all chunks from the first one on. */
async function manifestFirst(sent: AsyncIterable<Uint8Array>) {
  const source = sent[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  const first = async function* () {
    for (let next = await source.next(); !next.done; next = await source.next()) {
      read.push(next.value);
      yield next.value;
    }
  };
  const all = async function* () {
    yield* read;
    yield* { [Symbol.asyncIterator]: () => source };
  };
  try {
    return { manifest: await readManifest(first()), chunks: all() };
  } catch (error) {
    await source.return?.();
    throw error;
  }
}
