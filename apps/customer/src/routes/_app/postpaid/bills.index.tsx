import { createFileRoute } from "@tanstack/react-router";
import { BillsScreen } from "../../../postpaid/bills-screen.tsx";

export const Route = createFileRoute("/_app/postpaid/bills/")({ component: BillsScreen });
