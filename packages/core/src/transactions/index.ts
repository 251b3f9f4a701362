export { transactionsErrors } from "./errors.ts";
export { getReceipt, type Receipt } from "./get-receipt.ts";
export { referenceOf, referencePrefixOf, type TransactionRow, toTransaction } from "./to-transaction.ts";
