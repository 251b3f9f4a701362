import { createFileRoute } from "@tanstack/react-router";
import { AuditPage } from "../../audit/audit-event.tsx";

export const Route = createFileRoute("/_app/audit/$eventId")({ component: Page });

function Page() {
  return <AuditPage id={Route.useParams().eventId} />;
}
