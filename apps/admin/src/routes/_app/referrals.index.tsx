import { createFileRoute } from "@tanstack/react-router";
import { referralSearch } from "../../referrals/referral-search.ts";
import { ReferralsScreen } from "../../referrals/referrals-screen.tsx";

export const Route = createFileRoute("/_app/referrals/")({ validateSearch: referralSearch, component: ReferralList });

function ReferralList() {
  return <ReferralsScreen search={Route.useSearch()} />;
}
