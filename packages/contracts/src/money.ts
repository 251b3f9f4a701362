import { z } from "zod";

/** The largest amount a single operation may carry: ten million in major units, so that sums stay far below 2^53. */
export const MAX_AMOUNT_MINOR = 1_000_000_000;

/** An amount in minor units (paise) of the operator's currency, zero included. */
export const AmountMinor = z.int().min(0).max(MAX_AMOUNT_MINOR);

/** A price: an amount above zero, in minor units. */
export const PriceMinor = z.int().min(1).max(MAX_AMOUNT_MINOR);

/** `percent` of an amount, rounded half-up to one minor unit. Exact: integer arithmetic in hundredths of a percent. */
export function percentOf(amountMinor: number, percent: number): number {
  const hundredths = Math.round(percent * 100);
  return Number((BigInt(amountMinor) * BigInt(hundredths) + 5_000n) / 10_000n);
}

/** An amount for people, e.g. ₹1,499.00. Currencies differ in digits; Intl knows them. */
export function formatMoney(amountMinor: number, currency: string, locale = "en-IN"): string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amountMinor / 10 ** digits);
}
