import { LINK_RELATIONSHIPS, LINK_STATUSES } from "@nexa/contracts/enums";
import { type ListSearch, listSearch } from "../app/list-search.ts";

const FILTERS = {
  number: "text",
  status: LINK_STATUSES,
  relationship: LINK_RELATIONSHIPS,
  customerId: "text",
} as const;

export type LinkedSearch = ListSearch<typeof FILTERS>;
export const linkedSearch = listSearch(FILTERS);

const PAGE = 50;

/** A number is sent as soon as it can be one. */
export function linksInput(search: LinkedSearch) {
  const isNumber = search.number !== undefined && /^\+?[0-9 ().-]{4,24}$/.test(search.number);
  return {
    limit: PAGE,
    ...(search.after && { cursor: search.after }),
    ...(isNumber && { phoneNumber: search.number }),
    ...(search.status && { status: search.status }),
    ...(search.relationship && { relationship: search.relationship }),
    ...(search.customerId && { customerId: search.customerId }),
  };
}
