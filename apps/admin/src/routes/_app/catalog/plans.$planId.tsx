import { createFileRoute } from "@tanstack/react-router";
import { PlanScreen } from "../../../catalog/plan-screen.tsx";

export const Route = createFileRoute("/_app/catalog/plans/$planId")({ component: PlanPage });

function PlanPage() {
  return <PlanScreen planId={Route.useParams().planId} />;
}
