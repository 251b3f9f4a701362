import type { Backup, BackupIdInput } from "@nexa/contracts";
import { backups } from "@nexa/db";
import { eq } from "drizzle-orm";
import { recordAudit } from "../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../context.ts";
import { syncBackups } from "./sync-backups.ts";
import { theBackup, toBackup } from "./to-backup.ts";

/** Deletes a backup for good and answers what it was. @throws backups.notFound storageUnreachable */
export async function deleteBackup(ctx: CoreContext<AdminActor>, { backupId }: BackupIdInput): Promise<Backup> {
  await syncBackups(ctx);
  return removeBackup(ctx, backupId, "backups.delete");
}

/** Takes the file and its row away; where the storage refuses, the row stays. */
export function removeBackup(ctx: CoreContext, backupId: string, action: string): Promise<Backup> {
  return withTransaction(ctx, async (tx) => {
    const isOne = eq(backups.id, backupId);
    const row = theBackup(await tx.db.orm.select().from(backups).where(isOne).for("update"));
    const backup = toBackup(row);
    const { kind, reason, createdAt, fileName, sizeBytes } = backup;
    const before = { kind, reason, createdAt, fileName, sizeBytes };
    await recordAudit(tx, { action, subject: { kind: "backup", id: backupId }, before });
    await tx.db.orm.delete(backups).where(isOne);
    await tx.gateways.files.delete(row.fileKey);
    return backup;
  });
}
