import { createHmac, hkdfSync } from "node:crypto";

const KEY_BYTES = 32;

/** A key of 32 bytes for one purpose, so that no two uses of the installation's secret share a key. */
export function deriveKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "nexa", purpose, KEY_BYTES));
}

/** HMAC-SHA-256 of a text under a derived key, as base64url. */
export function keyedHash(key: Buffer, text: string): string {
  return createHmac("sha256", key).update(text).digest("base64url");
}
