import { createFileRoute } from "@tanstack/react-router";
import { FamilyScreen } from "../../family/family-screen.tsx";
import { readFamilySearch } from "../../family/family-search.ts";

export const Route = createFileRoute("/_app/family")({ validateSearch: readFamilySearch, component: Family });

function Family() {
  return <FamilyScreen search={Route.useSearch()} />;
}
