import { createFileRoute } from "@tanstack/react-router";
import { customerSearch } from "../../customers/customer-search.ts";
import { CustomersScreen } from "../../customers/customers-screen.tsx";

export const Route = createFileRoute("/_app/customers/")({ validateSearch: customerSearch, component: Customers });

function Customers() {
  return <CustomersScreen search={Route.useSearch()} />;
}
