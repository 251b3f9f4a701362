import type { GetReferralTrendOutput, ReferralFunnel } from "@nexa/contracts";
import { changePercent, percentOf } from "./ratios.ts";
import type { Count } from "./read-counts.ts";

/** A step of the funnel by what is counted of it. */
export const REFERRAL_STEPS = {
  codes: "referral_generated",
  joined: "referral_used",
  completed: "referral_completed",
  rewarded: "referral_rewarded",
  discountsUsed: "referral_discount_used",
  revoked: "referral_revoked",
} as const;

/** The steps that were taken, from how often each was. They need not be of the same people: who joined may complete later. */
export function toFunnel(times: (what: string) => number): ReferralFunnel {
  const { codes, joined, completed, rewarded, discountsUsed, revoked } = REFERRAL_STEPS;
  return {
    ...{ codes: times(codes), joined: times(joined), completed: times(completed), rewarded: times(rewarded) },
    ...{ discountsUsed: times(discountsUsed), revoked: times(revoked) },
    completionPercent: percentOf(times(completed), times(joined)),
  };
}

export function compareReferrals(countOf: (what: string) => Count): GetReferralTrendOutput["funnel"] {
  const current = toFunnel((what) => countOf(what).current);
  const previous = toFunnel((what) => countOf(what).previous);
  return {
    current,
    previous,
    changePercent: {
      joined: changePercent(current.joined, previous.joined),
      completed: changePercent(current.completed, previous.completed),
    },
  };
}
