import { BACKUP_KINDS } from "@nexa/contracts";
import { z } from "zod";
import { recordAudit } from "../audit/index.ts";
import type { CoreContext } from "../context.ts";
import { runTasks, type TaskRun } from "../tasks/index.ts";
import { checkStoredBackup } from "./check-stored-backup.ts";
import { makeBackup } from "./make-backup.ts";
import { rotateBackups } from "./rotate-backups.ts";

const Params = z.discriminatedUnion("action", [
  z.object({ action: z.literal("create"), kind: z.enum(BACKUP_KINDS), reason: z.enum(["manual", "scheduled"]) }),
  z.object({ action: z.literal("verify"), backupId: z.uuid() }),
]);

/** The worker's verb: makes and verifies the backups that staff or the schedule started. */
export function runBackupTasks(ctx: CoreContext, signal: AbortSignal): Promise<{ done: number }> {
  return runTasks(ctx, { kind: "backup", work, signal });
}

async function work(ctx: CoreContext, run: TaskRun): Promise<Record<string, unknown>> {
  const params = Params.parse(run.task.params);
  if (params.action === "verify") return checkStoredBackup(ctx, params.backupId, run);
  const { report, signal } = run;
  const { backup, missingFiles } = await makeBackup(ctx, { kind: params.kind, reason: params.reason, report, signal });
  const { backupId, fileName, sizeBytes, rows } = backup;
  const after = { kind: params.kind, reason: params.reason, fileName, sizeBytes, rows };
  await recordAudit(ctx, { action: "backups.made", subject: { kind: "backup", id: backupId }, after });
  const { deleted } = await rotateBackups(ctx);
  return { backupId, fileName, sizeBytes, rows, missingFiles, deletedByRotation: deleted };
}
