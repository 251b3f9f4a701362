import { createFileRoute } from "@tanstack/react-router";
import { TransactionScreen } from "../../activity/transaction-screen.tsx";

export const Route = createFileRoute("/_app/activity/$transactionId")({ component: TransactionScreen });
