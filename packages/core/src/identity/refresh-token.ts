import { createHash, randomBytes } from "node:crypto";
import { deriveKey, keyedHash } from "../crypto/derive-key.ts";
import type { CoreConfig } from "../runtime.ts";
import type { AccountKind } from "./account-kind.ts";

// The prefix tells the kind, so that one operation refreshes both, and that this is no access token.
const PREFIX = { customer: "nxr_c_", admin: "nxr_a_" } as const;
const SECRET_BYTES = 32;

/** A new refresh token: 256 random bits. Only its hash is stored. */
export function newRefreshToken(kind: AccountKind): string {
  return PREFIX[kind] + randomBytes(SECRET_BYTES).toString("base64url");
}

/** Whose token this is by its looks, or null where it is no refresh token. */
export function refreshTokenKind(text: string): AccountKind | null {
  if (!/^nxr_[ca]_[A-Za-z0-9_-]{43}$/.test(text)) return null;
  return text.startsWith(PREFIX.admin) ? "admin" : "customer";
}

/**
 * The tokens that may follow `token`, one per live secret, today's first. Derived and not stored, so that a repeated refresh can be
 * answered with the same successor although the database knows hashes only.
 */
export function successorsOf(config: CoreConfig, kind: AccountKind, token: string): [string, ...string[]] {
  const [newest, ...older] = config.authSecrets;
  const under = (secret: string) => PREFIX[kind] + keyedHash(deriveKey(secret, "refresh-successor"), token);
  return [under(newest), ...older.map(under)];
}

/** SHA-256 of a secret with 256 bits of its own, for storage. */
export function secretHash(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}
