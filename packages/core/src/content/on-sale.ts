import type { ContentDocument } from "@nexa/content";
import { type Catalog, getCatalog } from "../catalog/index.ts";
import type { CoreContext } from "../context.ts";
import { isInTime } from "./document-rules.ts";

/** What customers can buy at the moment, as far as content leads to it. */
export type OnSale = { readonly planIds: ReadonlySet<string>; readonly categoryIds: ReadonlySet<string> };

const NOTHING: OnSale = { planIds: new Set(), categoryIds: new Set() };

/** The plans on sale and the categories that have one; nothing where the catalogue is not known. */
export function onSaleIn(catalog: Catalog | null): OnSale {
  if (catalog === null) return NOTHING;
  const plans = [...catalog.plans.values()].filter((plan) => plan.status === "active");
  return {
    planIds: new Set(plans.map(({ id }) => id)),
    categoryIds: new Set(plans.map(({ categoryId }) => categoryId)),
  };
}

/** What can be bought by the newest catalogue this process has. */
export async function getOnSale(ctx: CoreContext): Promise<OnSale> {
  return onSaleIn(await getCatalog(ctx));
}

/** Whether a document leads only to what can be bought. One that leads nowhere does. */
export function leadsToSale(document: ContentDocument, { planIds, categoryIds }: OnSale): boolean {
  if (document.kind !== "carousel") return true;
  const { planId, categoryId } = document;
  return (planId === null || planIds.has(planId)) && (categoryId === null || categoryIds.has(categoryId));
}

/** Whether customers see a document. */
export function isShown(document: ContentDocument, onSale: OnSale, now: Date): boolean {
  return document.state === "published" && isInTime(document, now) && leadsToSale(document, onSale);
}
