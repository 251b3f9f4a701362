import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { CoreConfig } from "../runtime.ts";

const ALGORITHM = "aes-256-gcm";
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const PURPOSE = "nexa.sealed-secret.v1";

type Secrets = Pick<CoreConfig, "authSecrets">;

/**
 * Encrypts a short secret (a one-time code on its way to the phone) for storage: AES-256-GCM under a key that HKDF-SHA256 derives
 * from the newest auth secret. Answers nonce, tag and text in base64url.
 */
export function sealSecret(config: Secrets, secret: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, keyOf(config.authSecrets[0]), nonce, { authTagLength: TAG_BYTES });
  const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString("base64url");
}

/** The secret that was sealed under any auth secret still live, or null where none opens it (rotated away, or tampered with). */
export function openSecret(config: Secrets, sealed: string): string | null {
  const bytes = Buffer.from(sealed, "base64url");
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  for (const authSecret of config.authSecrets) {
    const secret = tryOpen(keyOf(authSecret), bytes);
    if (secret !== null) return secret;
  }
  return null;
}

function tryOpen(key: Buffer, bytes: Buffer): string | null {
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    const text = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString("utf8");
  } catch {
    // Not sealed under this key; the caller tries the next one.
    return null;
  }
}

function keyOf(authSecret: string): Buffer {
  return Buffer.from(hkdfSync("sha256", authSecret, "", PURPOSE, KEY_BYTES));
}
