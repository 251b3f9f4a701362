import { z } from "zod";

// PostgreSQL text cannot hold NUL, and other control characters have no place in names or reasons.
const CONTROL_EXCEPT_WHITESPACE = /[^\P{Cc}\t\n\r]/u;

/** Bounded text as people type it: surrounding space is trimmed, control characters are refused, markup is kept as typed. */
export function boundedText(minLength: number, maxLength: number) {
  return z
    .string()
    .trim()
    .min(minLength)
    .max(maxLength)
    .refine((text) => !CONTROL_EXCEPT_WHITESPACE.test(text), "must not contain control characters")
    .refine(isWholeUnicode, "must not contain broken Unicode");
}

/** A secret as sent: not trimmed, bounded, no NUL. */
export function secretText(minLength: number, maxLength: number) {
  return z
    .string()
    .min(minLength)
    .max(maxLength)
    .refine((text) => !text.includes("\u0000"), "must not contain control characters")
    .refine(isWholeUnicode, "must not contain broken Unicode");
}

/** Half a surrogate pair cannot be written as UTF-8; jsonb refuses it. */
function isWholeUnicode(text: string): boolean {
  return text.isWellFormed();
}

/** A timestamp on the wire: ISO-8601 in UTC with Z. */
export const Timestamp = z.iso.datetime();

/** Search box text. */
export const SearchText = boundedText(1, 100);

/** Why staff did something; kept in the audit log. */
export const ReasonText = boundedText(3, 500);
