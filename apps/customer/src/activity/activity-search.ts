import {
  TRANSACTION_STATUSES,
  TRANSACTION_TYPES,
  type TransactionStatus,
  type TransactionType,
} from "@nexa/contracts/enums";

export const PERIODS = { month: 30, quarter: 90, year: 365 } as const;
export type Period = keyof typeof PERIODS;
export const USAGE_RANGES = [7, 30, 90] as const;
export type UsageRange = (typeof USAGE_RANGES)[number];

/** What the address says; what is left out does not filter. */
export type ActivitySearch = {
  tab?: "usage";
  type?: TransactionType;
  status?: TransactionStatus;
  period?: Period;
  /** Days of usage; 30 when left out. */
  days?: UsageRange;
};

/** Reads the address; what it cannot read counts as left out. */
export function readActivitySearch(search: Record<string, unknown>): ActivitySearch {
  const type = TRANSACTION_TYPES.find((each) => each === search.type);
  const status = TRANSACTION_STATUSES.find((each) => each === search.status);
  const period = (Object.keys(PERIODS) as Period[]).find((each) => each === search.period);
  const days = USAGE_RANGES.find((each) => each === search.days);
  return {
    ...(search.tab === "usage" && { tab: "usage" as const }),
    ...(type && { type }),
    ...(status && { status }),
    ...(period && { period }),
    ...(days && { days }),
  };
}
