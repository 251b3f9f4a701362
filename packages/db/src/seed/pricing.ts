import { percentOf } from "@nexa/contracts";
import type { DiscountRow, OfferRow, PlanRow } from "./rows.ts";
import type { World } from "./world.ts";

export type SeedPrice = {
  discountMinor: number;
  discountType: "offer" | "referral" | null;
  offerId: string | null;
  discountId: string | null;
};

/** The lowest of plan price, best active offer and referral discount, never two together; a tie keeps the discount. */
export function priceOf(world: World, plan: PlanRow, discount: DiscountRow | null, at: number): SeedPrice {
  const offer = bestOffer(world, plan, at);
  const byOffer = offer?.priceMinor ?? plan.priceMinor;
  const byReferral = discount
    ? Math.max(1, plan.priceMinor - percentOf(plan.priceMinor, discount.percent))
    : plan.priceMinor;
  const best = Math.min(plan.priceMinor, byOffer, byReferral);
  const none = { discountMinor: plan.priceMinor - best, offerId: null, discountId: null };
  if (best === plan.priceMinor) return { ...none, discountType: null };
  if (offer && best === byOffer) return { ...none, discountType: "offer", offerId: offer.offer.id };
  return { ...none, discountType: "referral", discountId: discount?.id ?? null };
}

/** The active offer that makes the plan cheapest; on a tie the older one. */
export function bestOffer(world: World, plan: PlanRow, at: number): { offer: OfferRow; priceMinor: number } | null {
  let best: { offer: OfferRow; priceMinor: number } | null = null;
  for (const offer of world.offersOf.get(plan.id) ?? []) {
    const isRunning = offer.validFrom.getTime() <= at && at < offer.validUntil.getTime();
    const priceMinor = isRunning ? offerPrice(offer, plan.priceMinor) : null;
    if (priceMinor === null || (best !== null && priceMinor >= best.priceMinor)) continue;
    best = { offer, priceMinor };
  }
  return best;
}

/** Null where the offer is void. */
function offerPrice(offer: OfferRow, priceMinor: number): number | null {
  const off = offer.kind === "percent_off" ? percentOf(priceMinor, offer.percent ?? 0) : (offer.amountMinor ?? 0);
  const price = offer.kind === "fixed_price" ? off : priceMinor - off;
  return price > 0 && price < priceMinor ? price : null;
}
