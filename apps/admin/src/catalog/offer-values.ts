import type { StaffOffer } from "@nexa/contracts/offers";
import type { Path } from "react-hook-form";
import { minorOf, numberOf, typedAmount } from "../forms/amounts.ts";
import { instantOf, wallClockOf } from "../forms/wall-clock.ts";

export const DISCOUNT_WAYS = ["percent", "amount", "price"] as const;

/** An offer as its form holds it; `worth` is in the unit of `way`. */
export type OfferValues = {
  planId: string;
  name: string;
  description: string;
  way: (typeof DISCOUNT_WAYS)[number];
  worth: string;
  from: string;
  until: string;
};

type Operator = { currency: string; timeZone: string };

export const OFFER_FIELD_NAMES: Readonly<Record<string, Path<OfferValues>>> = {
  planId: "planId",
  name: "name",
  description: "description",
  discountPercent: "worth",
  amountOffMinor: "worth",
  discountedPriceMinor: "worth",
  validFrom: "from",
  validUntil: "until",
};

const WAYS = { percent_off: "percent", amount_off: "amount", fixed_price: "price" } as const;

export function offerValues(offer: StaffOffer | null, { currency, timeZone }: Operator): OfferValues {
  const way = offer ? WAYS[offer.kind] : "percent";
  const minor = offer?.amountOffMinor ?? offer?.discountedPriceMinor ?? null;
  return {
    planId: offer?.planId ?? "",
    name: offer?.name ?? "",
    description: offer?.description ?? "",
    way,
    worth: way === "percent" ? String(offer?.discountPercent ?? "") : typedAmount(minor, currency),
    from: wallClockOf(offer?.validFrom ?? null, timeZone),
    until: wallClockOf(offer?.validUntil ?? null, timeZone),
  };
}

/** The one field that says the discount; null while nothing usable is typed. */
export function discountOf(
  { way, worth }: Pick<OfferValues, "way" | "worth">,
  currency: string,
): { discountPercent: number } | { amountOffMinor: number } | { discountedPriceMinor: number } | null {
  const number = way === "percent" ? numberOf(worth) : minorOf(worth, currency);
  if (number === null || Number.isNaN(number) || number <= 0) return null;
  if (way === "percent") return number < 100 ? { discountPercent: number } : null;
  return way === "amount" ? { amountOffMinor: number } : { discountedPriceMinor: number };
}

/** Everything an offer is besides its discount. */
export function offerFields(values: OfferValues, { timeZone }: Operator) {
  return {
    name: values.name.trim(),
    description: values.description.trim() || null,
    validFrom: instantOf(values.from, timeZone) ?? "",
    validUntil: instantOf(values.until, timeZone) ?? "",
  };
}
