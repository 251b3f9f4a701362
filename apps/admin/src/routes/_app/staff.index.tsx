import { createFileRoute } from "@tanstack/react-router";
import { StaffScreen } from "../../staff/staff-screen.tsx";
import { readStaffSearch } from "../../staff/staff-search.ts";

export const Route = createFileRoute("/_app/staff/")({ validateSearch: readStaffSearch, component: Page });

function Page() {
  return <StaffScreen search={Route.useSearch()} />;
}
