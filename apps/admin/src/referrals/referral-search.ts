import { REFERRAL_CODE_STATUSES } from "@nexa/contracts/enums";
import { type ListSearch, listSearch } from "../app/list-search.ts";
import { dayBounds } from "../transactions/day-bounds.ts";

const FILTERS = {
  code: "text",
  status: REFERRAL_CODE_STATUSES,
  from: "text",
  until: "text",
  ownerId: "text",
} as const;

export type ReferralSearch = ListSearch<typeof FILTERS>;
export const referralSearch = listSearch(FILTERS);

const PAGE = 50;
const CODE = /^[A-Za-z0-9 -]{1,24}$/;

export function referralsInput(search: ReferralSearch, timeZone: string) {
  const { from, until } = dayBounds(search, timeZone);
  return {
    limit: PAGE,
    ...(search.after && { cursor: search.after }),
    ...(search.code && CODE.test(search.code) && { code: search.code }),
    ...(search.status && { status: search.status }),
    ...(search.ownerId && { ownerId: search.ownerId }),
    ...(from && { from }),
    ...(until && { until }),
  };
}
