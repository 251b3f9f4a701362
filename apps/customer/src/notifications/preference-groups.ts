import type { NotificationType } from "@nexa/contracts/enums";

/** Notices that customers think of as one; the server knows each by itself. */
export const PREFERENCE_GROUPS = [
  { name: "data", types: ["low_balance", "usage_50", "usage_80", "data_exhausted", "daily_limit_reached"] },
  {
    name: "plans",
    types: [
      "plan_queued",
      "plan_activated",
      "plan_expiry",
      "plan_expired",
      "plan_cancelled",
      "topup_activated",
      "topup_exhausted",
    ],
  },
  { name: "people", types: ["link_accepted", "referral_bonus"] },
  { name: "offers", types: ["promotional", "inactivity_warning"] },
] as const satisfies readonly { name: string; types: readonly NotificationType[] }[];

export type GroupedType = (typeof PREFERENCE_GROUPS)[number]["types"][number];
