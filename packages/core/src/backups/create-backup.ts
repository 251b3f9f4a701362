import type { CreateBackupInput, Task } from "@nexa/contracts";
import { recordAudit } from "../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../context.ts";
import { startTask, toTask } from "../tasks/index.ts";

/** Starts a backup, which a worker makes. */
export function createBackup(ctx: CoreContext<AdminActor>, { kind }: CreateBackupInput): Promise<Task> {
  return withTransaction(ctx, async (tx) => {
    const task = await startTask(tx, { kind: "backup", params: { action: "create", kind, reason: "manual" } });
    const subject = { kind: "task", id: task.id };
    await recordAudit(tx, { action: "backups.create", subject, after: { kind } });
    return toTask(task);
  });
}
