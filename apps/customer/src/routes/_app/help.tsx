import { createFileRoute } from "@tanstack/react-router";
import { useCallback } from "react";
import { HelpScreen, type HelpSearch } from "../../help/help-screen.tsx";

export const Route = createFileRoute("/_app/help")({
  validateSearch: (search): HelpSearch => ({
    ...(typeof search.q === "string" && search.q !== "" && { q: search.q }),
    ...(typeof search.topic === "string" && { topic: search.topic }),
  }),
  component: Help,
});

function Help() {
  const navigate = Route.useNavigate();
  const onSearch = useCallback((search: HelpSearch) => void navigate({ search, replace: true }), [navigate]);
  return <HelpScreen {...Route.useSearch()} onSearch={onSearch} />;
}
