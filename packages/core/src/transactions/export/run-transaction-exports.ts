import { ExportTransactionsInput, type TransactionExportResult } from "@nexa/contracts";
import { recordAudit } from "../../audit/index.ts";
import { type CoreContext, withTransaction } from "../../context.ts";
import { runTasks, type TaskRun } from "../../tasks/index.ts";
import { countTransactions, transactionSet } from "../find-transactions.ts";
import { writeTransactions } from "./write-transactions.ts";

/** The worker's verb: writes the exports that staff started, each from one snapshot of the database. */
export function runTransactionExports(ctx: CoreContext, signal: AbortSignal): Promise<{ done: number }> {
  return runTasks(ctx, { kind: "transaction_export", work: exportToFile, signal });
}

async function exportToFile(ctx: CoreContext, run: TaskRun): Promise<TransactionExportResult> {
  const { task } = run;
  const { format, ...filters } = ExportTransactionsInput.parse(task.params);
  const fileKey = `exports/${task.id}.${format}`;
  let rows = 0;
  const { sizeBytes } = await withTransaction(ctx, async (tx) => {
    // One snapshot, so that a refund and what it refunds are in the file as they were at one moment.
    await tx.db.query({ text: "set transaction isolation level repeatable read, read only" });
    await tx.db.query({ text: "set local statement_timeout = '10min'" });
    const set = await transactionSet(tx, filters);
    const total = await countTransactions(tx.db, set);
    const onRows = (done: number) => {
      rows = done;
      run.report({ step: "transactions", done, total });
    };
    const chunks = writeTransactions(tx.db, set, { format, onRows, signal: run.signal });
    return tx.gateways.files.put(fileKey, chunks, run.signal);
  });
  const after = { format, rows, sizeBytes, requestedBy: task.requestedBy };
  await recordAudit(ctx, { action: "transactions.exported", subject: { kind: "task", id: task.id }, after });
  return { fileKey, sizeBytes, rows, format };
}
