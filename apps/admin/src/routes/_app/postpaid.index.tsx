import { createFileRoute } from "@tanstack/react-router";
import { listSearch } from "../../app/list-search.ts";
import { PostpaidScreen } from "../../postpaid/postpaid-screen.tsx";
import { POSTPAID_FILTERS } from "../../postpaid/postpaid-search.ts";

export const Route = createFileRoute("/_app/postpaid/")({
  validateSearch: listSearch(POSTPAID_FILTERS),
  component: Page,
});

function Page() {
  return <PostpaidScreen search={Route.useSearch()} />;
}
