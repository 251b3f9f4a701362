import { backups, restores } from "@nexa/db";
import { eq } from "drizzle-orm";
import { z } from "zod";
import type { CoreContext } from "../../context.ts";
import { runTasks, type TaskRun } from "../../tasks/index.ts";
import { backupsErrors } from "../errors.ts";
import { syncBackups } from "../sync-backups.ts";
import { theBackup } from "../to-backup.ts";
import type { ArchiveBytes } from "./check-archive.ts";
import { restoreErrors } from "./errors.ts";
import { finishRestores } from "./finish-restore.ts";
import { restoreArchive } from "./restore-archive.ts";

const Params = z.object({ backupId: z.uuid() });

/** The worker's verb: carries out the restore that staff started. */
export function runRestoreTasks(ctx: CoreContext, signal: AbortSignal): Promise<{ done: number }> {
  return runTasks(ctx, { kind: "restore", work, signal });
}

async function work(ctx: CoreContext, { task, report, signal }: TaskRun): Promise<Record<string, unknown>> {
  const { backupId } = Params.parse(task.params);
  const earlier = await finishEarlier(ctx, task.id);
  if (earlier !== null) return resultOf(earlier);
  await syncBackups(ctx);
  const bytes = await storedBytes(ctx, backupId);
  const { id: taskId, requestedBy } = task;
  return resultOf(await restoreArchive(ctx, { source: backupId, bytes, taskId, requestedBy, report, signal }));
}

/** A worker that died after the commit leaves a restore that is in effect: it is finished, not done again. */
async function finishEarlier(ctx: CoreContext, taskId: string): Promise<typeof restores.$inferSelect | null> {
  const read = () => ctx.db.orm.select().from(restores).where(eq(restores.taskId, taskId));
  if ((await read()).some(({ status }) => status === "committed")) await finishRestores(ctx);
  const rows = await read();
  if (rows.some(({ status }) => status === "committed")) throw restoreErrors.contentWaits();
  return rows.find(({ status }) => status === "succeeded") ?? null;
}

async function storedBytes(ctx: CoreContext, backupId: string): Promise<ArchiveBytes> {
  const { fileKey } = theBackup(await ctx.db.orm.select().from(backups).where(eq(backups.id, backupId)));
  return async () => {
    const file = await ctx.gateways.files.open(fileKey);
    if (file === null) throw backupsErrors.fileGone();
    return file.chunks;
  };
}

function resultOf({ id, source, safetyBackupId, snapshotAt, result }: typeof restores.$inferSelect) {
  return { restoreId: id, source, safetyBackupId, snapshotAt: snapshotAt?.toISOString() ?? null, ...result };
}
