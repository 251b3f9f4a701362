import { createFileRoute } from "@tanstack/react-router";
import { ActivationPage } from "../../postpaid/activation-panel.tsx";

export const Route = createFileRoute("/_app/postpaid/$customerId/$activationId")({ component: Page });

function Page() {
  return <ActivationPage which={Route.useParams()} />;
}
