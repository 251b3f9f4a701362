import { type ListSearch, listSearch } from "../app/list-search.ts";

const FILTERS = {
  view: ["active", "queue"],
  number: "text",
  kind: ["base", "topup"],
  soon: ["24", "168"],
  planId: "text",
  lineId: "text",
} as const;

export type SubscriptionSearch = ListSearch<typeof FILTERS>;
export const subscriptionSearch = listSearch(FILTERS);

const PAGE = 50;
const HOUR_MS = 3_600_000;

/** What both lists are asked for. A number is sent as soon as it can be one. */
export function queueInput(search: SubscriptionSearch) {
  const isNumber = search.number !== undefined && /^\+?[0-9 ().-]{4,24}$/.test(search.number);
  return {
    limit: PAGE,
    ...(search.after && { cursor: search.after }),
    ...(isNumber && { phoneNumber: search.number }),
    ...(search.planId && { planId: search.planId }),
    ...(search.lineId && { lineId: search.lineId }),
  };
}

/** @param now of the operator, to the hour, so that the list is not another one at each look */
export function activeInput(search: SubscriptionSearch, now: string) {
  const hour = Math.ceil(Date.parse(now) / HOUR_MS) * HOUR_MS;
  return {
    ...queueInput(search),
    ...(search.kind && { isTopup: search.kind === "topup" }),
    ...(search.soon && { endsBefore: new Date(hour + Number(search.soon) * HOUR_MS).toISOString() }),
  };
}
