import { AsYouType, type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js";
import { z } from "zod";

/** A phone number as people type it; the domain turns it into E.164 with the operator's country. */
export const PhoneNumber = z
  .string()
  .trim()
  .min(4)
  .max(24)
  .regex(/^\+?[0-9 ().-]+$/, "must be a phone number");

/** E.164 (`+919812345678`) of what was typed, or null where it is no valid number. National numbers get `country`. */
export function parsePhone(text: string, country: string): string | null {
  const parsed = parsePhoneNumberFromString(text.trim(), country as CountryCode);
  return parsed?.isValid() ? parsed.number : null;
}

/** E.164 of the beginning of a number as far as it is typed (`098123` in India: `+9198123`), or null where it can be none. */
export function phonePrefix(text: string, country: string): string | null {
  const typed = new AsYouType(country as CountryCode);
  typed.input(text.trim());
  return typed.getNumberValue() ?? null;
}

/** A number for logs and for people who may not see it whole: `+91******5678`. */
export function maskPhone(e164: string): string {
  const tail = e164.slice(-4);
  const head = e164.startsWith("+") ? e164.slice(0, 3) : "";
  return head + "*".repeat(Math.max(0, e164.length - head.length - tail.length)) + tail;
}

/** An E.164 number as people read it: `+91 98123 45678`. */
export function formatPhone(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
}
