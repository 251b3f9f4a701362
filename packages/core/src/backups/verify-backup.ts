import type { BackupIdInput, Task } from "@nexa/contracts";
import { backups } from "@nexa/db";
import { eq } from "drizzle-orm";
import { recordAudit } from "../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../context.ts";
import { startTask, toTask } from "../tasks/index.ts";
import { syncBackups } from "./sync-backups.ts";
import { theBackup } from "./to-backup.ts";

/** Starts reading a backup from its first to its last byte, which a worker does. @throws backups.notFound storageUnreachable */
export async function verifyBackup(ctx: CoreContext<AdminActor>, { backupId }: BackupIdInput): Promise<Task> {
  await syncBackups(ctx);
  return withTransaction(ctx, async (tx) => {
    theBackup(await tx.db.orm.select().from(backups).where(eq(backups.id, backupId)));
    const task = await startTask(tx, { kind: "backup", params: { action: "verify", backupId } });
    await recordAudit(tx, { action: "backups.verify", subject: { kind: "backup", id: backupId } });
    return toTask(task);
  });
}
