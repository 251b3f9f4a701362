import { createFileRoute } from "@tanstack/react-router";
import { BackupPage } from "../../backups/backup-page.tsx";

export const Route = createFileRoute("/_app/backups/$backupId")({ component: Page });

function Page() {
  return <BackupPage id={Route.useParams().backupId} />;
}
