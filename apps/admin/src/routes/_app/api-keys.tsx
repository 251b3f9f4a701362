import { createFileRoute } from "@tanstack/react-router";
import { ApiKeysScreen, type ApiKeysSearch } from "../../api-keys/api-keys-screen.tsx";

export const Route = createFileRoute("/_app/api-keys")({
  validateSearch: (search): ApiKeysSearch => ({
    ...(search.isRevoked === true && { isRevoked: true }),
    ...(typeof search.open === "string" && { open: search.open }),
    ...(search.add === true && { add: true }),
  }),
  component: Page,
});

function Page() {
  return <ApiKeysScreen search={Route.useSearch()} />;
}
