import { RESTORE_CONFIRMATION, type RestoreBackupInput, type Task } from "@nexa/contracts";
import { backups } from "@nexa/db";
import { eq } from "drizzle-orm";
import { recordAudit } from "../../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../../context.ts";
import { FIND_CLOSED } from "../../maintenance-mode/index.ts";
import { startTask, toTask } from "../../tasks/index.ts";
import { syncBackups } from "../sync-backups.ts";
import { theBackup, toBackup } from "../to-backup.ts";
import { restoreErrors } from "./errors.ts";

/**
 * Starts putting a backup in place of everything, which a worker does.
 * @throws restore.notConfirmed underway essential; backups.notFound storageUnreachable
 */
export async function startRestore(
  ctx: CoreContext<AdminActor>,
  { backupId, confirmation }: RestoreBackupInput,
): Promise<Task> {
  if (confirmation !== RESTORE_CONFIRMATION) throw restoreErrors.notConfirmed();
  await syncBackups(ctx);
  return withTransaction(ctx, async (tx) => {
    await refuseSecond(tx);
    const backup = toBackup(theBackup(await tx.db.orm.select().from(backups).where(eq(backups.id, backupId))));
    if (backup.kind === "essential") throw restoreErrors.essential();
    const task = await startTask(tx, { kind: "restore", params: { backupId } });
    const after = { taskId: task.id, fileName: backup.fileName, createdAt: backup.createdAt };
    await recordAudit(tx, { action: "backups.startRestore", subject: { kind: "backup", id: backupId }, after });
    return toTask(task);
  });
}

async function refuseSecond(tx: CoreContext): Promise<void> {
  await tx.db.query({ text: "select pg_advisory_xact_lock(hashtext('nexa.restore.start'))" });
  const open = await tx.db.query({
    text: "select id from tasks where kind = 'restore' and status in ('waiting', 'running')",
  });
  const closed = await tx.db.query({ text: FIND_CLOSED });
  if (open.length + closed.length > 0) throw restoreErrors.underway();
}
