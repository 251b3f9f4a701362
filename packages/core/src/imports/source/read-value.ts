import { BYTES_PER_GB, MAX_AMOUNT_MINOR } from "@nexa/contracts";
import type { SourceRecord } from "./import-source.ts";

const DECIMAL = /^(-?)(\d{1,15})(?:\.(\d{1,30}))?$/;
const INSTANT = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?$/;
const EARLIEST = Date.UTC(2000, 0, 1);
const CONTROLS = /[\p{Cc}\p{Cs}]+/gu;

/** A field as text, null where it is missing or empty. */
export function textOf(record: SourceRecord, field: string): string | null {
  const value = record[field];
  if (typeof value !== "string") return typeof value === "boolean" ? String(value) : null;
  const text = value.replaceAll(CONTROLS, " ").trim();
  return text === "" ? null : text;
}

/** What is true in JSON, Python and PostgreSQL. */
export function isTrue(record: SourceRecord, field: string): boolean {
  return /^(?:true|t|1|yes)$/i.test(textOf(record, field) ?? "");
}

export function intOf(record: SourceRecord, field: string): number | null {
  const text = textOf(record, field);
  return text !== null && /^-?\d{1,9}(?:\.0+)?$/.test(text) ? Number.parseInt(text, 10) : null;
}

/**
 * A decimal in major units as minor units of a currency with so many digits, by its digits alone. Null where it is no decimal, finer than
 * a minor unit, or not within 1 and what one operation may carry.
 */
export function minorUnitsOf(text: string | null, digits: number): number | null {
  const [, sign, whole = "", fraction = ""] = DECIMAL.exec(text ?? "") ?? [];
  if (sign !== "" || /[1-9]/.test(fraction.slice(digits))) return null;
  const minor = BigInt(whole + fraction.slice(0, digits).padEnd(digits, "0"));
  return minor >= 1n && minor <= BigInt(MAX_AMOUNT_MINOR) ? Number(minor) : null;
}

/** Decimal GB (1024^3) as whole bytes, a half rounded up; null where it is no such volume. */
export function bytesOfGb(text: string): number | null {
  const [, sign, whole = "", fraction = ""] = DECIMAL.exec(text) ?? [];
  if (sign !== "") return null;
  const scale = 10n ** BigInt(fraction.length);
  const bytes = (2n * BigInt(whole + fraction) * BigInt(BYTES_PER_GB) + scale) / (2n * scale);
  return bytes <= 1024n ** 5n ? Number(bytes) : null;
}

/** An instant to the millisecond. Without a zone it is UTC, as the FastAPI edition writes it; null where it is none since 2000. */
export function instantOf(text: string | null): Date | null {
  const [, day, time, fraction = "", zone = "Z"] = INSTANT.exec(text ?? "") ?? [];
  if (day === undefined || !isDay(day)) return null;
  const clock = time === undefined ? "00:00:00.000" : `${time}.${fraction.slice(0, 3).padEnd(3, "0")}`;
  const at = new Date(`${day}T${clock}${isoZone(zone)}`);
  return Number.isNaN(at.getTime()) || at.getTime() < EARLIEST ? null : at;
}

/** JavaScript takes 31 February for a day of March. */
function isDay(day: string): boolean {
  const midnight = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
}

/** PostgreSQL writes `+05`, ISO wants `+05:00`. */
function isoZone(zone: string): string {
  if (zone === "Z") return zone;
  const digits = zone.slice(1).replace(":", "").padEnd(4, "0");
  return `${zone[0]}${digits.slice(0, 2)}:${digits.slice(2)}`;
}
