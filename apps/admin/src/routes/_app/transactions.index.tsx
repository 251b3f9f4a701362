import { createFileRoute } from "@tanstack/react-router";
import { transactionSearch } from "../../transactions/transaction-search.ts";
import { TransactionsScreen } from "../../transactions/transactions-screen.tsx";

export const Route = createFileRoute("/_app/transactions/")({
  validateSearch: transactionSearch,
  component: TransactionList,
});

function TransactionList() {
  return <TransactionsScreen search={Route.useSearch()} />;
}
