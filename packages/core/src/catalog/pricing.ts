import { type OfferStatus, percentOf } from "@nexa/contracts";
import type { Catalog, CatalogOffer, CatalogPlan } from "./catalog.ts";

/** What an offer says about the price, as it was entered. */
export type OfferTerms = Pick<CatalogOffer, "kind" | "amountMinor" | "percent">;
type OfferWindow = Pick<CatalogOffer, "validFrom" | "validUntil">;

/**
 * The price under an offer, in minor units, or null where the offer is void: a result that is not above zero and below the plan's
 * price. The percentage is taken of the plan's price, rounded half-up to one minor unit, and subtracted.
 */
export function offerPriceMinor(offer: OfferTerms, planPriceMinor: number): number | null {
  const price = priceAsEntered(offer, planPriceMinor);
  return price > 0 && price < planPriceMinor ? price : null;
}

/** Whether `now` is inside the offer's window: from `validFrom`, up to but not at `validUntil`. */
export function isInWindow(offer: OfferWindow, now: Date): boolean {
  return offer.validFrom <= now && now < offer.validUntil;
}

/** Computed, never stored. An offer that is over is `expired` even where it would be void. */
export function offerStatusOf(
  offer: OfferTerms & OfferWindow,
  plan: Pick<CatalogPlan, "priceMinor">,
  now: Date,
): OfferStatus {
  if (now >= offer.validUntil) return "expired";
  if (offerPriceMinor(offer, plan.priceMinor) === null) return "void";
  return now < offer.validFrom ? "scheduled" : "active";
}

/** The active offer that makes a plan cheapest, with the price in minor units. On a tie the older offer wins. */
export function bestOffer(
  catalog: Pick<Catalog, "offersOf">,
  plan: Pick<CatalogPlan, "id" | "priceMinor">,
  now: Date,
): { offer: CatalogOffer; priceMinor: number } | null {
  let best: { offer: CatalogOffer; priceMinor: number } | null = null;
  for (const offer of catalog.offersOf(plan.id)) {
    const priceMinor = isInWindow(offer, now) ? offerPriceMinor(offer, plan.priceMinor) : null;
    if (priceMinor === null) continue;
    const isBetter =
      best === null || priceMinor < best.priceMinor || (priceMinor === best.priceMinor && offer.id < best.offer.id);
    if (isBetter) best = { offer, priceMinor };
  }
  return best;
}

/** Why an offer is void, for staff; null where it is not. */
export function voidReasonOf(offer: OfferTerms, planPriceMinor: number): string | null {
  if (offerPriceMinor(offer, planPriceMinor) !== null) return null;
  return priceAsEntered(offer, planPriceMinor) <= 0
    ? "The discount is as large as the plan's price or larger, so nothing would be left to pay. Raise the plan's price or lower the discount."
    : "The offer's price is not below the plan's price. Lower the offer's price, or raise the plan's.";
}

function priceAsEntered(offer: OfferTerms, planPriceMinor: number): number {
  switch (offer.kind) {
    case "fixed_price":
      return offer.amountMinor ?? 0;
    case "amount_off":
      return planPriceMinor - (offer.amountMinor ?? 0);
    case "percent_off":
      return planPriceMinor - percentOf(planPriceMinor, offer.percent ?? 0);
  }
}
