import { createFileRoute } from "@tanstack/react-router";
import { StaffPage } from "../../staff/staff-page.tsx";

export const Route = createFileRoute("/_app/staff/$adminId")({ component: Page });

function Page() {
  return <StaffPage id={Route.useParams().adminId} />;
}
