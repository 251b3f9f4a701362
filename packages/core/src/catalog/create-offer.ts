import type { CreateOfferInput, StaffOffer } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { requiredTerms } from "./offer-rules.ts";
import { insertOffer } from "./offer-writes.ts";

/**
 * Adds an offer with a fixed price. Offers of a plan may overlap; customers see the best. Throws `catalog.planUnknown`,
 * `catalog.offerInvalid` and `catalog.offerPriceInvalid`.
 */
export async function createOffer(ctx: CoreContext<AdminActor>, input: CreateOfferInput): Promise<StaffOffer> {
  return insertOffer(ctx, input, requiredTerms(input, ["discountedPriceMinor"]), "catalog.createOffer");
}
