import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { CoreConfig } from "../runtime.ts";
import { deriveKey } from "./derive-key.ts";

const PURPOSE = "sealed-secret";
const VERSION = "v1";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

type Secrets = Pick<CoreConfig, "authSecrets">;

/** Encrypts a short secret (a one-time code) for the outbox: AES-256-GCM under a key of the newest installation secret. */
export function sealSecret(config: Secrets, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", deriveKey(config.authSecrets[0], PURPOSE), nonce);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return `${VERSION}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url")}`;
}

/** What `sealSecret` sealed under any of the live secrets, or null where none opens it. */
export function openSecret(config: Secrets, sealed: string): string | null {
  const [version, body] = sealed.split(".");
  if (version !== VERSION || body === undefined) return null;
  const bytes = Buffer.from(body, "base64url");
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  for (const secret of config.authSecrets) {
    const text = openWith(deriveKey(secret, PURPOSE), bytes);
    if (text !== null) return text;
  }
  return null;
}

function openWith(key: Buffer, bytes: Buffer): string | null {
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString("utf8");
  } catch {
    // Sealed under another key, or altered.
    return null;
  }
}
