import { BYTES_PER_GB } from "@nexa/contracts/volume";

function minorPerMajor(currency: string): number {
  const { maximumFractionDigits } = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
  return 10 ** (maximumFractionDigits ?? 2);
}

/** What people type as an amount, in minor units; null for nothing, NaN for what is no amount. */
export function minorOf(typed: string, currency: string): number | null {
  const number = numberOf(typed);
  return number === null ? null : Math.round(number * minorPerMajor(currency));
}

/** Minor units as people type them. */
export function typedAmount(minor: number | null, currency: string): string {
  return minor === null ? "" : String(minor / minorPerMajor(currency));
}

/** GB as typed, in bytes; null for nothing. */
export function bytesOf(typed: string): number | null {
  const number = numberOf(typed);
  return number === null ? null : Math.round(number * BYTES_PER_GB);
}

export function typedGb(bytes: number | null): string {
  return bytes === null ? "" : String(Number((bytes / BYTES_PER_GB).toFixed(4)));
}

/** A number as typed, grouping commas allowed; null for nothing, NaN for what is no number. */
export function numberOf(typed: string): number | null {
  const text = typed.trim().replaceAll(",", "");
  return text === "" ? null : Number(text);
}
