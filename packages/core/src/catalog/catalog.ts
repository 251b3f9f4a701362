import type { categories, offers, plans } from "@nexa/db";

/** A plan as the snapshot holds it: everything stored but the search vector. Deleted plans are not in a snapshot. */
export type CatalogPlan = Readonly<Omit<typeof plans.$inferSelect, "search" | "deletedAt" | "benefits">> & {
  readonly benefits: readonly string[];
};
export type CatalogOffer = Readonly<Omit<typeof offers.$inferSelect, "deletedAt">>;
export type CatalogCategory = Readonly<Omit<typeof categories.$inferSelect, "deletedAt">>;

/** The whole catalogue at one version: active and inactive, not deleted. It never changes; a new version is a new object. */
export type Catalog = {
  readonly version: number;
  readonly categories: ReadonlyMap<string, CatalogCategory>;
  readonly plans: ReadonlyMap<string, CatalogPlan>;
  readonly offers: ReadonlyMap<string, CatalogOffer>;
  offersOf(planId: string): readonly CatalogOffer[];
};

const NO_OFFERS: readonly CatalogOffer[] = [];

/** Puts rows in the form look-ups need. Offers of plans that are not among `plans` are left out. */
export function catalogOf(rows: {
  version: number;
  categories: readonly CatalogCategory[];
  plans: readonly CatalogPlan[];
  offers: readonly CatalogOffer[];
}): Catalog {
  const planById = new Map(rows.plans.map((plan) => [plan.id, plan]));
  const offers = rows.offers.filter((offer) => planById.has(offer.planId));
  const offersByPlan = Map.groupBy(offers, (offer) => offer.planId);
  return {
    version: rows.version,
    categories: new Map(rows.categories.map((category) => [category.id, category])),
    plans: planById,
    offers: new Map(offers.map((offer) => [offer.id, offer])),
    offersOf: (planId) => offersByPlan.get(planId) ?? NO_OFFERS,
  };
}
