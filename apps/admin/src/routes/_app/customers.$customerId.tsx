import { createFileRoute } from "@tanstack/react-router";
import { CustomerPage } from "../../customers/customer-page.tsx";
import { CUSTOMER_TABS, type CustomerTab } from "../../customers/customer-tabs.ts";

export const Route = createFileRoute("/_app/customers/$customerId")({
  validateSearch: (search): { tab?: CustomerTab } => {
    const tab = CUSTOMER_TABS.find((each) => each === search.tab);
    return tab ? { tab } : {};
  },
  component: Customer,
});

function Customer() {
  const { customerId } = Route.useParams();
  const { tab = "timeline" } = Route.useSearch();
  return <CustomerPage id={customerId} tab={tab} />;
}
