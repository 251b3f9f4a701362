import type { PlanTerms } from "@nexa/db";
import { bestOffer, type Catalog, type CatalogPlan, isInWindow, offerPriceMinor } from "../catalog/index.ts";
import { rechargeErrors } from "./errors.ts";
import type { OfferCandidate } from "./pricing.ts";

export type PlanForSale = { plan: CatalogPlan; offer: (OfferCandidate & { updatedAt: Date }) | null };

/**
 * The plan as it may be sold to a prepaid line now, with the offer asked for, or else the best active one.
 *
 * @throws recharge.planUnknown planInactive planPostpaid offerUnknown offerOfAnotherPlan offerNotActive
 */
export function planForSale(
  catalog: Catalog,
  wish: { planId: string; offerId?: string | undefined },
  now: Date,
): PlanForSale {
  const plan = catalog.plans.get(wish.planId);
  if (!plan) throw rechargeErrors.planUnknown();
  if (plan.status !== "active") throw rechargeErrors.planInactive();
  if (plan.type !== "prepaid") throw rechargeErrors.planPostpaid();
  return {
    plan,
    offer:
      wish.offerId === undefined ? offerOnItsOwn(catalog, plan, now) : offerAskedFor(catalog, plan, wish.offerId, now),
  };
}

/** What is sold, as it is now: the snapshot that later edits of the plan do not change. */
export function termsOf(plan: CatalogPlan): PlanTerms {
  return {
    planName: plan.name,
    isTopup: plan.isTopup,
    priceMinor: plan.priceMinor,
    validityDays: plan.validityDays,
    dataAllowanceBytes: plan.dataAllowanceBytes,
    dailyDataLimitBytes: plan.dailyDataLimitBytes,
    talktimeMinutes: plan.talktimeMinutes,
    smsCount: plan.smsCount,
    benefits: [...plan.benefits],
  };
}

function offerAskedFor(catalog: Catalog, plan: CatalogPlan, offerId: string, now: Date): PlanForSale["offer"] {
  const offer = catalog.offers.get(offerId);
  if (!offer) throw rechargeErrors.offerUnknown();
  if (offer.planId !== plan.id) throw rechargeErrors.offerOfAnotherPlan();
  const priceMinor = offerPriceMinor(offer, plan.priceMinor);
  if (priceMinor === null || !isInWindow(offer, now)) throw rechargeErrors.offerNotActive();
  return { id: offer.id, name: offer.name, priceMinor, updatedAt: offer.updatedAt };
}

function offerOnItsOwn(catalog: Catalog, plan: CatalogPlan, now: Date): PlanForSale["offer"] {
  const best = bestOffer(catalog, plan, now);
  if (!best) return null;
  return { id: best.offer.id, name: best.offer.name, priceMinor: best.priceMinor, updatedAt: best.offer.updatedAt };
}
