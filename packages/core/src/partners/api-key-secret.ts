import { createHash, randomBytes } from "node:crypto";
import { API_KEY_PATTERN } from "@nexa/contracts";

const SCHEME = "nxk_";
const SECRET_BYTES = 32;
const SHOWN_CHARACTERS = 8;

/** What begins like a partner's key, whether or not it is one. */
export function looksLikeApiKey(text: string): boolean {
  return text.startsWith(SCHEME);
}

/** Whether a text has the form of a key; anything else is refused without asking the database. */
export function hasKeyForm(text: string): boolean {
  return API_KEY_PATTERN.test(text);
}

/** A new key of 256 random bits, with what of it is kept: its hash, and the beginning that staff recognise it by. */
export function newApiKey(): { key: string; keyHash: string; prefix: string } {
  const key = SCHEME + randomBytes(SECRET_BYTES).toString("base64url");
  return { key, keyHash: hashOfKey(key), prefix: key.slice(0, SCHEME.length + SHOWN_CHARACTERS) };
}

/** Keys are random, so a plain SHA-256 is as good as a slow hash: there is nothing to guess. */
export function hashOfKey(key: string): string {
  return createHash("sha256").update(key).digest("base64url");
}
