import { createFileRoute } from "@tanstack/react-router";
import { BillScreen } from "../../../postpaid/bill-screen.tsx";

export const Route = createFileRoute("/_app/postpaid/bills/$billId")({ component: OneBill });

function OneBill() {
  return <BillScreen billId={Route.useParams().billId} />;
}
