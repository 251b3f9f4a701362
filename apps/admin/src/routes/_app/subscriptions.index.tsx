import { createFileRoute } from "@tanstack/react-router";
import { subscriptionSearch } from "../../subscriptions/subscription-search.ts";
import { SubscriptionsScreen } from "../../subscriptions/subscriptions-screen.tsx";

export const Route = createFileRoute("/_app/subscriptions/")({
  validateSearch: subscriptionSearch,
  component: SubscriptionList,
});

function SubscriptionList() {
  return <SubscriptionsScreen search={Route.useSearch()} />;
}
