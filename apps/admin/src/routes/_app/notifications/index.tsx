import { createFileRoute } from "@tanstack/react-router";
import { listSearch } from "../../../app/list-search.ts";
import { NoticesScreen } from "../../../notices/notices-screen.tsx";
import { NOTICES_FILTERS } from "../../../notices/notices-search.ts";

export const Route = createFileRoute("/_app/notifications/")({
  validateSearch: listSearch(NOTICES_FILTERS),
  component: Page,
});

function Page() {
  return <NoticesScreen search={Route.useSearch()} />;
}
