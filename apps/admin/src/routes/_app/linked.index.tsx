import { createFileRoute } from "@tanstack/react-router";
import { LinkedScreen } from "../../linked/linked-screen.tsx";
import { linkedSearch } from "../../linked/linked-search.ts";

export const Route = createFileRoute("/_app/linked/")({ validateSearch: linkedSearch, component: LinkedList });

function LinkedList() {
  return <LinkedScreen search={Route.useSearch()} />;
}
