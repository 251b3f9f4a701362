export { referenceOf, referencePrefixOf, type TransactionRow, toTransaction } from "./to-transaction.ts";
