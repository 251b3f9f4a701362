import type {
  PlanOffer,
  PublicCategory,
  PublicOffer,
  PublicPlan,
  StaffCategory,
  StaffOffer,
  StaffPlan,
} from "@nexa/contracts";
import type { Catalog, CatalogCategory, CatalogOffer, CatalogPlan } from "./catalog.ts";
import { type bestOffer, offerPriceMinor, offerStatusOf, voidReasonOf } from "./pricing.ts";

type Best = ReturnType<typeof bestOffer>;

export function publicCategory(catalog: Catalog, category: CatalogCategory): PublicCategory {
  return { id: category.id, name: category.name, planCount: plansOf(catalog, category, true) };
}

export function staffCategory(catalog: Catalog, category: CatalogCategory): StaffCategory {
  return {
    id: category.id,
    name: category.name,
    planCount: plansOf(catalog, category, false),
    activePlanCount: plansOf(catalog, category, true),
    createdAt: category.createdAt.toISOString(),
    updatedAt: category.updatedAt.toISOString(),
  };
}

/** A plan as customers see it; `best` is its best active offer. */
export function publicPlan(catalog: Catalog, plan: CatalogPlan, best: Best, currency: string): PublicPlan {
  return {
    id: plan.id,
    categoryId: plan.categoryId,
    categoryName: catalog.categories.get(plan.categoryId)?.name ?? "",
    name: plan.name,
    type: plan.type,
    isTopup: plan.isTopup,
    priceMinor: plan.priceMinor,
    currency,
    validityDays: plan.validityDays,
    description: plan.description,
    dataAllowanceBytes: plan.dataAllowanceBytes,
    dailyDataLimitBytes: plan.dailyDataLimitBytes,
    talktimeMinutes: plan.talktimeMinutes,
    smsCount: plan.smsCount,
    benefits: [...plan.benefits],
    isFeatured: plan.isFeatured,
    maxSecondaryNumbers: plan.maxSecondaryNumbers,
    overagePricePerGbMinor: plan.overagePricePerGbMinor,
    offerPriceMinor: best?.priceMinor ?? null,
    bestOffer: best && planOffer(plan, best.offer, best.priceMinor),
  };
}

export function staffPlan(catalog: Catalog, plan: CatalogPlan, best: Best, currency: string): StaffPlan {
  return {
    ...publicPlan(catalog, plan, best, currency),
    status: plan.status,
    recentSales: plan.recentSales,
    createdAt: plan.createdAt.toISOString(),
    updatedAt: plan.updatedAt.toISOString(),
  };
}

export function publicOffer(plan: CatalogPlan, best: NonNullable<Best>, currency: string): PublicOffer {
  const { offer, priceMinor } = best;
  return {
    ...planOffer(plan, offer, priceMinor),
    planId: plan.id,
    planName: plan.name,
    originalPriceMinor: plan.priceMinor,
    currency,
  };
}

/** An offer as staff see it: what was entered, what comes of it at the plan's price now, and why it is void where it is. */
export function staffOffer(plan: CatalogPlan, offer: CatalogOffer, now: Date, currency: string): StaffOffer {
  const price = offerPriceMinor(offer, plan.priceMinor);
  const status = offerStatusOf(offer, plan, now);
  return {
    id: offer.id,
    planId: plan.id,
    planName: plan.name,
    name: offer.name,
    description: offer.description,
    kind: offer.kind,
    discountPercent: offer.percent,
    amountOffMinor: offer.kind === "amount_off" ? offer.amountMinor : null,
    originalPriceMinor: plan.priceMinor,
    discountedPriceMinor: price,
    discountAmountMinor: price === null ? null : plan.priceMinor - price,
    currency,
    validFrom: offer.validFrom.toISOString(),
    validUntil: offer.validUntil.toISOString(),
    status,
    voidReason: status === "void" ? voidReasonOf(offer, plan.priceMinor) : null,
    createdAt: offer.createdAt.toISOString(),
    updatedAt: offer.updatedAt.toISOString(),
  };
}

function planOffer(plan: CatalogPlan, offer: CatalogOffer, priceMinor: number): PlanOffer {
  return {
    id: offer.id,
    name: offer.name,
    description: offer.description,
    discountedPriceMinor: priceMinor,
    discountAmountMinor: plan.priceMinor - priceMinor,
    validFrom: offer.validFrom.toISOString(),
    validUntil: offer.validUntil.toISOString(),
  };
}

function plansOf(catalog: Catalog, category: CatalogCategory, isOnSaleOnly: boolean): number {
  let count = 0;
  for (const plan of catalog.plans.values()) {
    if (plan.categoryId === category.id && (!isOnSaleOnly || plan.status === "active")) count += 1;
  }
  return count;
}
