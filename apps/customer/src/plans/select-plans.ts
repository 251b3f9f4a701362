import type { PublicPlan } from "@nexa/contracts";
import { BYTES_PER_GB } from "@nexa/contracts/volume";
import { type PlanOrder, type PlansSearch, VALIDITIES } from "./plans-search.ts";

/** What a plan costs now, its best offer counted in. */
export function priceOf(plan: PublicPlan): number {
  return plan.offerPriceMinor ?? plan.priceMinor;
}

const ORDERS: Record<Exclude<PlanOrder, "popular">, (plan: PublicPlan) => number> = {
  price: priceOf,
  priceDown: (plan) => -priceOf(plan),
  validity: (plan) => -plan.validityDays,
  daily: (plan) => -(plan.dailyDataLimitBytes ?? 0),
};

/** The plans that the filters let through, by the price people pay. Without a chosen order they stay as the server sorted them. */
export function selectPlans(plans: readonly PublicPlan[], search: PlansSearch): PublicPlan[] {
  const { category, price, validity, daily, sort } = search;
  const [minDays, maxDays] = validity ? VALIDITIES[validity] : [0, Number.POSITIVE_INFINITY];
  const kept = plans.filter(
    (plan) =>
      (category === undefined || plan.categoryId === category) &&
      (price === undefined || priceOf(plan) <= price) &&
      plan.validityDays >= minDays &&
      plan.validityDays <= maxDays &&
      (daily === undefined || (plan.dailyDataLimitBytes ?? 0) >= daily * BYTES_PER_GB),
  );
  if (sort === undefined || sort === "popular") return kept;
  const rank = ORDERS[sort];
  return kept.sort((a, b) => rank(a) - rank(b));
}

/** The categories that have any of these plans, the largest first. */
export function categoriesOf(plans: readonly PublicPlan[]): { id: string; name: string; count: number }[] {
  const byId = new Map<string, { id: string; name: string; count: number }>();
  for (const { categoryId: id, categoryName: name } of plans) {
    const category = byId.get(id) ?? { id, name, count: 0 };
    category.count += 1;
    byId.set(id, category);
  }
  return [...byId.values()].sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
}
