import { createFileRoute } from "@tanstack/react-router";
import { JobPage } from "../../jobs/job-page.tsx";

export const Route = createFileRoute("/_app/jobs/$jobName")({ component: Page });

function Page() {
  return <JobPage name={Route.useParams().jobName} />;
}
