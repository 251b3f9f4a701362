import { createFileRoute } from "@tanstack/react-router";
import { listSearch } from "../../app/list-search.ts";
import { AUDIT_FILTERS } from "../../audit/audit-filters.ts";
import { AuditScreen } from "../../audit/audit-screen.tsx";

export const Route = createFileRoute("/_app/audit/")({ validateSearch: listSearch(AUDIT_FILTERS), component: Page });

function Page() {
  return <AuditScreen search={Route.useSearch()} />;
}
