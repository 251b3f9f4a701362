import type { CalculateDiscountInput, CalculateDiscountOutput } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { catalogErrors } from "./errors.ts";
import { getCatalog } from "./get-catalog.ts";
import { requiredTerms, validPriceMinor } from "./offer-rules.ts";

/**
 * What a discount would make of a plan's price, before an offer is made of it. Writes nothing. Throws `catalog.planUnknown`,
 * `catalog.offerInvalid` and `catalog.offerPriceInvalid`.
 */
export async function calculateDiscount(
  ctx: CoreContext,
  input: CalculateDiscountInput,
): Promise<CalculateDiscountOutput> {
  const terms = requiredTerms(input, ["discountPercent", "amountOffMinor", "discountedPriceMinor"]);
  const plan = (await getCatalog(ctx)).plans.get(input.planId);
  if (!plan) throw catalogErrors.planUnknown();
  const discountedPriceMinor = validPriceMinor(terms, plan.priceMinor);
  const discountAmountMinor = plan.priceMinor - discountedPriceMinor;
  return {
    planId: plan.id,
    planName: plan.name,
    originalPriceMinor: plan.priceMinor,
    discountedPriceMinor,
    discountAmountMinor,
    discountPercent: Math.round((discountAmountMinor * 10_000) / plan.priceMinor) / 100,
    currency: ctx.runtime.config.operator.currency,
  };
}
