export type { Catalog, CatalogCategory, CatalogOffer, CatalogPlan } from "./catalog.ts";
export { catalogErrors } from "./errors.ts";
export { bumpCatalogVersion, forgetCatalog, getCatalog } from "./get-catalog.ts";
export { listPlans } from "./list-plans.ts";
export { bestOffer, isInWindow, offerPriceMinor, offerStatusOf } from "./pricing.ts";
export { refreshPopularity } from "./refresh-popularity.ts";
