import { createFileRoute } from "@tanstack/react-router";
import { readRechargeSearch } from "../../recharge/recharge-link.ts";
import { RechargeScreen } from "../../recharge/recharge-screen.tsx";

export const Route = createFileRoute("/_app/recharge")({
  validateSearch: readRechargeSearch,
  component: () => <RechargeScreen {...Route.useSearch()} />,
});
