import { type ConsideredDiscount, percentOf } from "@nexa/contracts";

export type OfferCandidate = { id: string; name: string; priceMinor: number };
export type ReferralCandidate = { id: string; percent: number };

export type Price = {
  originalAmountMinor: number;
  discountAmountMinor: number;
  finalAmountMinor: number;
  discountType: "offer" | "referral" | null;
  offerId: string | null;
  referralDiscountId: string | null;
  considered: ConsideredDiscount[];
};

/**
 * The price of a plan: the lowest of plan price, offer price and price after the referral discount, never two discounts together
 * (domain design, Recharge). On a tie the offer wins, so the referral discount is kept. Minor units, half-up.
 */
export function priceOf(
  planPriceMinor: number,
  offer: OfferCandidate | null,
  referral: ReferralCandidate | null,
): Price {
  const offerPrice = offer?.priceMinor ?? planPriceMinor;
  const referralPrice = referral ? referralPriceMinor(planPriceMinor, referral.percent) : planPriceMinor;
  const best = Math.min(planPriceMinor, offerPrice, referralPrice);
  const chosen = best === planPriceMinor ? null : best === offerPrice ? "offer" : "referral";
  return {
    originalAmountMinor: planPriceMinor,
    discountAmountMinor: planPriceMinor - best,
    finalAmountMinor: best,
    discountType: chosen,
    offerId: chosen === "offer" && offer ? offer.id : null,
    referralDiscountId: chosen === "referral" && referral ? referral.id : null,
    considered: considered(offer, referral, referralPrice, chosen),
  };
}

/** A payment is at least one minor unit, whatever the percentage. */
function referralPriceMinor(planPriceMinor: number, percent: number): number {
  return Math.max(1, planPriceMinor - percentOf(planPriceMinor, percent));
}

function considered(
  offer: OfferCandidate | null,
  referral: ReferralCandidate | null,
  referralPrice: number,
  chosen: Price["discountType"],
): ConsideredDiscount[] {
  const list: ConsideredDiscount[] = [];
  if (offer) {
    const why = chosen === "offer" ? "The lowest price." : "Your referral discount is better.";
    list.push({
      type: "offer",
      id: offer.id,
      label: offer.name,
      finalAmountMinor: offer.priceMinor,
      isChosen: chosen === "offer",
      why,
    });
  }
  if (referral) {
    const isTie = chosen === "offer" && offer?.priceMinor === referralPrice;
    const kept = isTie ? "The offer is as good, so your discount is kept." : "Another price is better, so it is kept.";
    list.push({
      type: "referral",
      id: referral.id,
      label: `Referral ${referral.percent} %`,
      finalAmountMinor: referralPrice,
      isChosen: chosen === "referral",
      why: chosen === "referral" ? "The lowest price." : kept,
    });
  }
  return list;
}
