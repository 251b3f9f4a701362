import type { BackupIdInput } from "@nexa/contracts";
import { backups } from "@nexa/db";
import { eq } from "drizzle-orm";
import { recordAudit } from "../audit/index.ts";
import type { AdminActor, CoreContext } from "../context.ts";
import { assertMayManage } from "./assert-may-manage.ts";
import { fileNameOf } from "./backup-file-key.ts";
import { backupsErrors } from "./errors.ts";
import { syncBackups } from "./sync-backups.ts";
import { theBackup } from "./to-backup.ts";

/** A backup on its way to a person. Whoever stops reading early ends it. */
export type BackupFile = {
  readonly chunks: AsyncIterable<Uint8Array>;
  readonly sizeBytes: number;
  readonly contentType: string;
  readonly fileName: string;
};

/** The file of a backup, to download. @throws backups.notFound fileGone storageUnreachable; request.roleNotAllowed */
export async function openBackup(ctx: CoreContext<AdminActor>, { backupId }: BackupIdInput): Promise<BackupFile> {
  assertMayManage(ctx.actor);
  await syncBackups(ctx);
  const row = theBackup(await ctx.db.orm.select().from(backups).where(eq(backups.id, backupId)));
  const file = await ctx.gateways.files.open(row.fileKey);
  if (file === null) throw backupsErrors.fileGone();
  const fileName = fileNameOf(row.fileKey);
  const subject = { kind: "backup", id: backupId };
  await recordAudit(ctx, { action: "backups.download", subject, after: { fileName, sizeBytes: file.sizeBytes } });
  return { chunks: file.chunks, sizeBytes: file.sizeBytes, contentType: "application/octet-stream", fileName };
}
