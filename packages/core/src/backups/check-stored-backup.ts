import { CoreError } from "@nexa/contracts";
import { backups } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import type { TaskRun } from "../tasks/index.ts";
import { verifyArchive } from "./archive/index.ts";
import { backupsErrors } from "./errors.ts";
import { theBackup } from "./to-backup.ts";

const SAYS_DAMAGE = new Set(["backups.broken", "backups.notAnArchive"]);

/**
 * Reads a stored backup whole, writes down whether it is sound and answers what it holds.
 * @throws backups.notFound fileGone broken notAnArchive formatUnknown keyNeeded wrongKey
 */
export async function checkStoredBackup(
  ctx: CoreContext,
  backupId: string,
  { report, signal }: Pick<TaskRun, "report" | "signal">,
): Promise<Record<string, unknown>> {
  const { orm } = ctx.db;
  const isOne = eq(backups.id, backupId);
  const row = theBackup(await orm.select().from(backups).where(isOne));
  const file = await ctx.gateways.files.open(row.fileKey);
  if (file === null) throw backupsErrors.fileGone();
  const onEntry = (done: { entries: number }) => report({ step: "verify", done: done.entries, total: null });
  const keys = ctx.runtime.config.backupKeys ?? [];
  try {
    const { trailer } = await verifyArchive(file.chunks, { keys, onEntry, signal });
    await orm.update(backups).set({ status: "sound", verifiedAt: ctx.clock.now(), problem: null }).where(isOne);
    return { backupId, status: "sound", entries: trailer.entries, rows: trailer.rows };
  } catch (error) {
    if (error instanceof CoreError && SAYS_DAMAGE.has(error.reason)) {
      const change = { status: "broken", verifiedAt: ctx.clock.now(), problem: error.message } as const;
      await orm.update(backups).set(change).where(isOne);
    }
    throw error;
  }
}
