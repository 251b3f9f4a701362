import { createFileRoute } from "@tanstack/react-router";
import { PostpaidScreen } from "../../../postpaid/postpaid-screen.tsx";

/** `plan` names one of several plans by the id of its activation. */
export const Route = createFileRoute("/_app/postpaid/")({
  validateSearch: (search): { plan?: string } => (typeof search.plan === "string" ? { plan: search.plan } : {}),
  component: Postpaid,
});

function Postpaid() {
  return <PostpaidScreen chosenId={Route.useSearch().plan} />;
}
