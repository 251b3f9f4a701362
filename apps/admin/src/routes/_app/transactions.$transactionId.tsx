import { createFileRoute } from "@tanstack/react-router";
import { TransactionPage } from "../../transactions/transaction-page.tsx";

export const Route = createFileRoute("/_app/transactions/$transactionId")({ component: Transaction });

function Transaction() {
  return <TransactionPage id={Route.useParams().transactionId} />;
}
