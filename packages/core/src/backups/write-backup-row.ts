import { backups } from "@nexa/db";
import type { CoreContext } from "../context.ts";
import type { BackupRow } from "./to-backup.ts";

/** Writes down what a stored backup says of itself; again where it is known already. */
export async function writeBackupRow(ctx: CoreContext, row: typeof backups.$inferInsert): Promise<BackupRow> {
  const [written] = await ctx.db.orm
    .insert(backups)
    .values(row)
    .onConflictDoUpdate({ target: backups.id, set: row })
    .returning();
  if (!written) throw new Error("the backup was not written down");
  return written;
}

/** One at a time: two that look at the files or take in the same one would write the same. */
export async function lockBackupRows(tx: CoreContext): Promise<void> {
  await tx.db.query({ text: "select pg_advisory_xact_lock(hashtext('nexa.backups.sync'))" });
}
