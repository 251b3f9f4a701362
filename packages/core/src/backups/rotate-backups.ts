import { backups } from "@nexa/db";
import { desc } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { getSettings } from "../settings/index.ts";
import { removeBackup } from "./delete-backup.ts";
import { syncBackups } from "./sync-backups.ts";
import { toBackup } from "./to-backup.ts";

/**
 * Deletes what is beyond the newest `backupsKept` of each kind, so that exports never push out what can be restored. Safety backups and
 * files that cannot be read are not counted and stay.
 */
export async function rotateBackups(ctx: CoreContext): Promise<{ deleted: number }> {
  await syncBackups(ctx);
  const { backupsKept } = await getSettings(ctx);
  const rows = await ctx.db.orm.select().from(backups).orderBy(desc(backups.addedAt), desc(backups.id));
  const counted = rows.map(toBackup).filter(({ kind, reason }) => kind !== null && reason !== "safety");
  const beyond = (["full", "essential"] as const).flatMap((kind) =>
    counted.filter((backup) => backup.kind === kind).slice(backupsKept),
  );
  for (const { backupId } of beyond) await removeBackup(ctx, backupId, "backups.rotate");
  return { deleted: beyond.length };
}
