import type { CatalogOffer } from "./catalog.ts";
import { catalogErrors } from "./errors.ts";
import { type OfferTerms, offerPriceMinor, voidReasonOf } from "./pricing.ts";

/** The ways to say a discount; staff send one of them. */
export type DiscountFields = {
  discountedPriceMinor?: number | undefined;
  discountPercent?: number | undefined;
  amountOffMinor?: number | undefined;
};

const DISCOUNT_FIELDS = ["discountedPriceMinor", "discountPercent", "amountOffMinor"] as const;
type DiscountField = (typeof DISCOUNT_FIELDS)[number];

/** The terms of the one discount field sent, or null where none was. Throws `catalog.offerInvalid` for more than one. */
export function termsSent(fields: DiscountFields): OfferTerms | null {
  const sent = sentFields(fields);
  if (sent.length > 1) {
    throw catalogErrors.offerInvalid(
      { fields: sent.map((path) => ({ path, message: "is one of several discounts" })) },
      "Send only one discount: a percentage, an amount off, or a price.",
    );
  }
  const { discountedPriceMinor, discountPercent, amountOffMinor } = fields;
  if (discountPercent !== undefined) return { kind: "percent_off", percent: discountPercent, amountMinor: null };
  if (amountOffMinor !== undefined) return { kind: "amount_off", percent: null, amountMinor: amountOffMinor };
  if (discountedPriceMinor === undefined) return null;
  return { kind: "fixed_price", percent: null, amountMinor: discountedPriceMinor };
}

/** The terms sent, of which `accepted` fields are possible. Throws `catalog.offerInvalid` where none was sent. */
export function requiredTerms(fields: DiscountFields, accepted: readonly DiscountField[]): OfferTerms {
  const terms = termsSent(fields);
  if (terms) return terms;
  throw catalogErrors.offerInvalid(
    { fields: accepted.map((path) => ({ path, message: "or another discount is needed" })) },
    `Say the discount with one of: ${accepted.join(", ")}.`,
  );
}

/** The offer's price in minor units. Throws `catalog.offerPriceInvalid` where it is not above zero and below the plan's price. */
export function validPriceMinor(terms: OfferTerms, planPriceMinor: number): number {
  const price = offerPriceMinor(terms, planPriceMinor);
  if (price !== null) return price;
  const path = { fixed_price: "discountedPriceMinor", percent_off: "discountPercent", amount_off: "amountOffMinor" };
  const message = voidReasonOf(terms, planPriceMinor) ?? "does not fit the plan's price";
  throw catalogErrors.offerPriceInvalid({ fields: [{ path: path[terms.kind], message }], planPriceMinor });
}

/** Throws `catalog.offerInvalid` unless the window starts before it ends. */
export function checkWindow(window: Pick<CatalogOffer, "validFrom" | "validUntil">): void {
  if (window.validFrom < window.validUntil) return;
  throw catalogErrors.offerInvalid(
    { fields: [{ path: "validUntil", message: "must be later than validFrom" }] },
    "The offer must end later than it starts.",
  );
}

function sentFields(fields: DiscountFields): DiscountField[] {
  return DISCOUNT_FIELDS.filter((field) => fields[field] !== undefined);
}
