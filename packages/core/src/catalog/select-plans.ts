import type { ListStaffPlansInput, Page, PlanSort } from "@nexa/contracts";
import type { CatalogPlan } from "./catalog.ts";
import type { CatalogView, PlanInView } from "./get-view.ts";
import { type Order, pageInMemory } from "./page-in-memory.ts";

type Filters = Omit<ListStaffPlansInput, "limit" | "cursor" | "sort" | "search">;

/** How well a plan matches a search text: the words themselves, or only something like them. */
export type Match = { readonly rank: number; readonly isExact: boolean };
/** The match of each plan by its id; plans that do not match are missing. */
export type Relevance = ReadonlyMap<string, Match>;

/**
 * The page of plans that pass every filter, in the order asked for. `relevance` is given when there is a search text; plans that are
 * only like it count where none matches it.
 */
export function selectPlans(
  view: CatalogView,
  input: ListStaffPlansInput,
  relevance: Relevance | null,
): Page<PlanInView> {
  const passing = [...view.plans.values()].filter((entry) => passes(entry, input));
  const order = orderOf(input.sort ?? (relevance ? "relevance" : "-popularity"), relevance);
  return pageInMemory(relevance ? matching(passing, relevance) : passing, order, input);
}

function matching(entries: PlanInView[], relevance: Relevance): PlanInView[] {
  const exact = entries.filter(({ plan }) => relevance.get(plan.id)?.isExact);
  return exact.length > 0 ? exact : entries.filter(({ plan }) => relevance.has(plan.id));
}

/** Data a day in bytes: the daily limit, else the allowance spread over the validity, else none. */
export function dataPerDayBytes(
  plan: Pick<CatalogPlan, "dailyDataLimitBytes" | "dataAllowanceBytes" | "validityDays">,
) {
  return plan.dailyDataLimitBytes ?? Math.floor((plan.dataAllowanceBytes ?? 0) / plan.validityDays);
}

function passes({ plan, bestOffer }: PlanInView, filters: Filters): boolean {
  const { minPriceMinor = 0, maxPriceMinor = Infinity, minValidityDays = 0, maxValidityDays = Infinity } = filters;
  return (
    isAsked(filters.status, plan.status) &&
    isAsked(filters.type, plan.type) &&
    isAsked(filters.categoryId, plan.categoryId) &&
    isAsked(filters.isTopup, plan.isTopup) &&
    isAsked(filters.isFeatured, plan.isFeatured) &&
    isAsked(filters.hasOffer, bestOffer !== null) &&
    minPriceMinor <= plan.priceMinor &&
    plan.priceMinor <= maxPriceMinor &&
    minValidityDays <= plan.validityDays &&
    plan.validityDays <= maxValidityDays
  );
}

function isAsked<T>(wanted: T | undefined, value: T): boolean {
  return wanted === undefined || wanted === value;
}

type Key = (plan: CatalogPlan) => number | string;

const byPrice: Key = (plan) => plan.priceMinor;
const byValidity: Key = (plan) => plan.validityDays;
const byPopularity: Key = (plan) => plan.recentSales;
const byName: Key = (plan) => plan.name.toLowerCase();

const SORTS: Record<Exclude<PlanSort, "relevance">, { key: Key; isDescending: boolean }> = {
  price: { key: byPrice, isDescending: false },
  "-price": { key: byPrice, isDescending: true },
  validity: { key: byValidity, isDescending: false },
  "-validity": { key: byValidity, isDescending: true },
  dataPerDay: { key: dataPerDayBytes, isDescending: false },
  "-dataPerDay": { key: dataPerDayBytes, isDescending: true },
  popularity: { key: byPopularity, isDescending: false },
  "-popularity": { key: byPopularity, isDescending: true },
  name: { key: byName, isDescending: false },
  "-name": { key: byName, isDescending: true },
};

function orderOf(name: PlanSort, relevance: Relevance | null): Order<PlanInView> {
  const idOf = ({ plan }: PlanInView) => plan.id;
  if (name === "relevance") {
    return { name, isDescending: true, keyOf: ({ plan }) => relevance?.get(plan.id)?.rank ?? 0, idOf };
  }
  const { key, isDescending } = SORTS[name];
  return { name, isDescending, keyOf: ({ plan }) => key(plan), idOf };
}
