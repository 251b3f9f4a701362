export { transactionsErrors } from "./errors.ts";
export { deleteOldExports } from "./export/delete-old-exports.ts";
export type { ExportedFile } from "./export/exported-file.ts";
export { openTransactionExport } from "./export/open-transaction-export.ts";
export { runTransactionExports } from "./export/run-transaction-exports.ts";
export { startTransactionExport } from "./export/start-transaction-export.ts";
export { streamTransactions } from "./export/stream-transactions.ts";
export { getReceipt, type Receipt } from "./get-receipt.ts";
export { referenceOf, referencePrefixOf, type TransactionRow, toTransaction } from "./to-transaction.ts";
