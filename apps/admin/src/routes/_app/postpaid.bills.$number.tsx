import { createFileRoute } from "@tanstack/react-router";
import { BillPage } from "../../postpaid/bill-panel.tsx";

export const Route = createFileRoute("/_app/postpaid/bills/$number")({ component: Page });

function Page() {
  return <BillPage number={Route.useParams().number} />;
}
