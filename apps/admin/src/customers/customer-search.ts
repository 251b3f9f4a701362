import type { ListCustomersInput } from "@nexa/contracts";
import { ACCOUNT_STATUSES, LANGUAGES } from "@nexa/contracts/enums";
import { type ListSearch, listSearch } from "../app/list-search.ts";
import { dayBounds } from "../transactions/day-bounds.ts";

const SORTS = ["newest", "oldest", "name"] as const;
const YES_NO = ["yes", "no"] as const;
export const INACTIVE_DAYS = ["30", "60", "90", "180"] as const;

const FILTERS = {
  search: "text",
  status: ACCOUNT_STATUSES,
  plan: YES_NO,
  postpaid: YES_NO,
  verified: YES_NO,
  language: LANGUAGES,
  from: "text",
  until: "text",
  inactive: INACTIVE_DAYS,
  sort: SORTS,
  tab: "text",
} as const;

export type CustomerSearch = ListSearch<typeof FILTERS>;
export const customerSearch = listSearch(FILTERS);

const PAGE = 50;

export function customersInput(search: CustomerSearch, timeZone: string): ListCustomersInput {
  const { from, until } = dayBounds(search, timeZone);
  const flag = (value: "yes" | "no" | undefined) => value === "yes";
  return {
    limit: PAGE,
    ...(search.after && { cursor: search.after }),
    ...(search.search && { search: search.search }),
    ...(search.status && { status: search.status }),
    ...(search.language && { language: search.language }),
    ...(search.sort && { sort: search.sort }),
    ...(search.plan && { hasPlan: flag(search.plan) }),
    ...(search.postpaid && { hasPostpaid: flag(search.postpaid) }),
    ...(search.verified && { isPhoneVerified: flag(search.verified) }),
    ...(search.inactive && { minDaysInactive: Number(search.inactive) }),
    ...(from && { signedUpFrom: from }),
    ...(until && { signedUpUntil: until }),
  };
}
