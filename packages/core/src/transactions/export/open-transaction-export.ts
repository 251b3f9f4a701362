import { type DownloadTransactionExportInput, TransactionExportResult } from "@nexa/contracts";
import { tasks } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import { recordAudit } from "../../audit/index.ts";
import type { AdminActor, CoreContext } from "../../context.ts";
import { transactionsErrors } from "../errors.ts";
import { assertMayExport } from "./assert-may-export.ts";
import { EXPORT_WRITERS } from "./export-formats.ts";
import { type ExportedFile, exportFileName } from "./exported-file.ts";

/**
 * The file of a finished export, to download.
 *
 * @throws transactions.exportUnknown exportUnfinished exportDeleted; request.roleNotAllowed
 */
export async function openTransactionExport(
  ctx: CoreContext<AdminActor>,
  { taskId }: DownloadTransactionExportInput,
): Promise<ExportedFile> {
  assertMayExport(ctx.actor);
  const isOne = and(eq(tasks.id, taskId), eq(tasks.kind, "transaction_export"));
  const [task] = await ctx.db.orm.select().from(tasks).where(isOne);
  if (!task) throw transactionsErrors.exportUnknown();
  if (task.status !== "succeeded") throw transactionsErrors.exportUnfinished();
  const { fileKey, format, rows } = TransactionExportResult.parse(task.result);
  const file = fileKey === undefined ? null : await ctx.gateways.files.open(fileKey);
  if (file === null) throw transactionsErrors.exportDeleted();
  await recordAudit(ctx, {
    action: "transactions.downloadExport",
    subject: { kind: "task", id: taskId },
    after: { format, rows },
  });
  return {
    chunks: file.chunks,
    sizeBytes: file.sizeBytes,
    contentType: EXPORT_WRITERS[format].contentType,
    fileName: exportFileName(task.requestedAt, format),
  };
}
