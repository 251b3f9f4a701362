export const PLAN_ORDERS = ["popular", "price", "priceDown", "validity", "daily"] as const;
export type PlanOrder = (typeof PLAN_ORDERS)[number];

export const PRICE_STEPS = [10_000, 30_000, 60_000, 100_000] as const;
export const DAILY_STEPS_GB = [1, 1.5, 2, 2.5] as const;
/** Days from and to, both included. */
export const VALIDITIES = { short: [1, 7], month: [8, 31], long: [32, 100], year: [101, 3_650] } as const;
export type Validity = keyof typeof VALIDITIES;

export const MAX_COMPARED = 3;

/** What the address of the list of plans says; what is left out does not filter. */
export type PlansSearch = {
  category?: string;
  q?: string;
  sort?: PlanOrder;
  /** At most this price, in minor units. */
  price?: number;
  validity?: Validity;
  /** At least this many GB a day. */
  daily?: number;
  /** Ids of the plans to compare. */
  compare?: string[];
  isComparing?: boolean;
  /** The plan whose sheet is open. */
  plan?: string;
};

/** Reads the address; what it cannot read counts as left out. */
export function readPlansSearch(search: Record<string, unknown>): PlansSearch {
  const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
  const sort = PLAN_ORDERS.find((order) => order === search.sort);
  const price = PRICE_STEPS.find((step) => step === search.price);
  const daily = DAILY_STEPS_GB.find((step) => step === search.daily);
  const validity = (Object.keys(VALIDITIES) as Validity[]).find((each) => each === search.validity);
  const compare = Array.isArray(search.compare)
    ? search.compare.filter((id): id is string => typeof id === "string").slice(0, MAX_COMPARED)
    : [];
  // The router reads a search for 299 as a number.
  const q = typeof search.q === "number" ? String(search.q) : text(search.q)?.slice(0, 100);
  return {
    ...(text(search.category) && { category: text(search.category) }),
    ...(q && { q }),
    ...(sort && sort !== "popular" && { sort }),
    ...(price && { price }),
    ...(validity && { validity }),
    ...(daily && { daily }),
    ...(compare.length > 0 && { compare }),
    ...(search.isComparing === true && { isComparing: true }),
    ...(text(search.plan) && { plan: text(search.plan) }),
  };
}
