import { createFileRoute } from "@tanstack/react-router";
import { JobsScreen } from "../../jobs/jobs-screen.tsx";

export const Route = createFileRoute("/_app/jobs/")({
  validateSearch: (search): { job?: string } => (typeof search.job === "string" ? { job: search.job } : {}),
  component: Jobs,
});

function Jobs() {
  return <JobsScreen job={Route.useSearch().job} />;
}
