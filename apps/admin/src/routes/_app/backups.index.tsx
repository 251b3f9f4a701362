import { createFileRoute } from "@tanstack/react-router";
import { BackupsScreen } from "../../backups/backups-screen.tsx";
import { readBackupsSearch } from "../../backups/backups-search.ts";

export const Route = createFileRoute("/_app/backups/")({ validateSearch: readBackupsSearch, component: Page });

function Page() {
  return <BackupsScreen search={Route.useSearch()} />;
}
