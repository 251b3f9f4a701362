import type { ExportTransactionsInput, Task } from "@nexa/contracts";
import { recordAudit } from "../../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../../context.ts";
import { startTask, toTask } from "../../tasks/index.ts";
import { maskedFilters } from "./masked-filters.ts";

/** Starts the export of every transaction that the filters let through, as a file that a worker writes. Its `result` is a TransactionExportResult. */
export function startTransactionExport(ctx: CoreContext<AdminActor>, input: ExportTransactionsInput): Promise<Task> {
  return withTransaction(ctx, async (tx) => {
    const task = await startTask(tx, { kind: "transaction_export", params: input });
    const { format, ...filters } = input;
    const after = { format, filters: maskedFilters(filters) };
    await recordAudit(tx, { action: "transactions.export", subject: { kind: "task", id: task.id }, after });
    return toTask(task);
  });
}
