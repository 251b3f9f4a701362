import type { TransactionFilters } from "@nexa/contracts";
import {
  DISCOUNT_TYPES,
  RECORDED_PAYMENT_METHODS,
  TRANSACTION_STATUSES,
  TRANSACTION_TYPES,
} from "@nexa/contracts/enums";
import { type ListSearch, listSearch } from "../app/list-search.ts";
import { minorOf } from "../forms/amounts.ts";
import { dayBounds } from "./day-bounds.ts";

const FILTERS = {
  search: "text",
  status: TRANSACTION_STATUSES,
  type: TRANSACTION_TYPES,
  method: RECORDED_PAYMENT_METHODS,
  discount: DISCOUNT_TYPES,
  min: "text",
  max: "text",
  from: "text",
  until: "text",
  payerId: "text",
  partnerId: "text",
  lineId: "text",
  planId: "text",
  offerId: "text",
  refundOfId: "text",
  sort: ["newest", "oldest"],
} as const;

export type TransactionSearch = ListSearch<typeof FILTERS>;
export const transactionSearch = listSearch(FILTERS);

const IDS = ["payerId", "partnerId", "lineId", "planId", "offerId", "refundOfId"] as const;

/** What the address asks for, as the server reads it: the same for the list and its export. */
export function transactionFilters(
  search: TransactionSearch,
  operator: { timeZone: string; currency: string },
): TransactionFilters {
  const { from, until } = dayBounds(search, operator.timeZone);
  const [min, max] = [amount(search.min, operator.currency), amount(search.max, operator.currency)];
  const ids = IDS.flatMap((name) => (search[name] ? [[name, search[name]]] : []));
  return {
    ...(Object.fromEntries(ids) as Pick<TransactionFilters, (typeof IDS)[number]>),
    ...(search.search && { search: search.search }),
    ...(search.status && { status: search.status }),
    ...(search.type && { type: search.type }),
    ...(search.method && { paymentMethod: search.method }),
    ...(search.discount && { discountType: search.discount }),
    ...(search.sort && { sort: search.sort }),
    ...(min !== null && { minAmountMinor: min }),
    ...(max !== null && { maxAmountMinor: max }),
    ...(from && { from }),
    ...(until && { until }),
  };
}

function amount(typed: string | undefined, currency: string): number | null {
  const minor = minorOf(typed ?? "", currency);
  return minor === null || Number.isNaN(minor) || minor < 0 ? null : minor;
}
