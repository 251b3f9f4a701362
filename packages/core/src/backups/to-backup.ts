import type { Backup } from "@nexa/contracts";
import type { backups } from "@nexa/db";
import { ArchiveManifest } from "./archive/index.ts";
import { fileNameOf } from "./backup-file-key.ts";
import { backupsErrors } from "./errors.ts";

export type BackupRow = typeof backups.$inferSelect;

/** The one row of an answer. @throws backups.notFound */
export function theBackup([row]: readonly BackupRow[]): BackupRow {
  if (!row) throw backupsErrors.notFound();
  return row;
}

export function toBackup(row: BackupRow): Backup {
  const manifest = ArchiveManifest.safeParse(row.manifest).data ?? null;
  return {
    backupId: row.id,
    fileName: fileNameOf(row.fileKey),
    kind: manifest?.kind ?? null,
    reason: manifest?.reason ?? null,
    createdAt: manifest?.createdAt ?? null,
    appVersion: manifest?.appVersion ?? null,
    isEncrypted: manifest ? manifest.encryption !== null : null,
    rows: manifest ? manifest.tables.reduce((sum, { rows }) => sum + rows, 0) : null,
    sizeBytes: row.sizeBytes,
    addedAt: row.addedAt.toISOString(),
    canRestore: manifest?.kind === "full" && row.status !== "broken",
    status: row.status,
    verifiedAt: row.verifiedAt?.toISOString() ?? null,
    problem: row.problem,
  };
}
