import type { CreateOfferWithDiscountInput, StaffOffer } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { requiredTerms } from "./offer-rules.ts";
import { insertOffer } from "./offer-writes.ts";

/**
 * Adds an offer by a percentage (which stays one: the price follows the plan's) or an amount off. Throws `catalog.planUnknown`,
 * `catalog.offerInvalid` and `catalog.offerPriceInvalid`.
 */
export async function createOfferWithDiscount(
  ctx: CoreContext<AdminActor>,
  input: CreateOfferWithDiscountInput,
): Promise<StaffOffer> {
  const terms = requiredTerms(input, ["discountPercent", "amountOffMinor"]);
  return insertOffer(ctx, input, terms, "catalog.createOfferWithDiscount");
}
