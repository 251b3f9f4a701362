import { createHash, createSecretKey, type KeyObject, randomUUID } from "node:crypto";
import { decodeProtectedHeader, errors, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { deriveKey } from "../crypto/derive-key.ts";
import { type Runtime, runtimeSlot } from "../runtime.ts";
import { ACCESS_TOKEN_SECONDS, type AccountKind } from "./account-kind.ts";
import { identityErrors } from "./errors.ts";

const ALGORITHM = "HS256";

const Claims = z.object({
  sub: z.uuid(),
  user_type: z.enum(["customer", "admin"]),
  sid: z.uuid(),
  iat: z.int(),
  exp: z.int(),
  jti: z.string(),
});

export type AccessClaims = { kind: AccountKind; userId: string; sessionId: string; expiresAt: Date };

/** Signing keys by key id, the signing one first. Two can be live, so that secrets can be changed without signing anyone out. */
const signingKeys = runtimeSlot(({ config }) => {
  const keys = config.authSecrets.map((secret) => {
    const bytes = deriveKey(secret, "access-token");
    const id = createHash("sha256").update(bytes).digest("base64url").slice(0, 8);
    return { id, key: createSecretKey(bytes) };
  });
  return keys;
});

/** A JWT for 30 minutes that names the user and the session's public id. */
export async function signAccessToken(
  runtime: Runtime,
  claims: { kind: AccountKind; userId: string; sessionId: string },
): Promise<string> {
  const [signing] = signingKeys({ runtime });
  if (!signing) throw new Error("there is no signing secret");
  const issuedAt = Math.floor(runtime.clock.now().getTime() / 1_000);
  return new SignJWT({ user_type: claims.kind, sid: claims.sessionId })
    .setProtectedHeader({ alg: ALGORITHM, typ: "JWT", kid: signing.id })
    .setSubject(claims.userId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ACCESS_TOKEN_SECONDS)
    .setJti(randomUUID())
    .sign(signing.key);
}

/** The claims of a token we signed that has not expired. Throws `identity.tokenInvalid` or `identity.tokenExpired`. */
export async function verifyAccessToken(runtime: Runtime, token: string): Promise<AccessClaims> {
  try {
    const { payload } = await jwtVerify(token, keyOf(runtime, token), {
      algorithms: [ALGORITHM],
      currentDate: runtime.clock.now(),
    });
    const claims = Claims.parse(payload);
    return {
      kind: claims.user_type,
      userId: claims.sub,
      sessionId: claims.sid,
      expiresAt: new Date(claims.exp * 1_000),
    };
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw identityErrors.tokenExpired();
    throw identityErrors.tokenInvalid();
  }
}

function keyOf(runtime: Runtime, token: string): KeyObject {
  const { kid } = decodeProtectedHeader(token);
  const found = signingKeys({ runtime }).find((each) => each.id === kid);
  if (!found) throw identityErrors.tokenInvalid();
  return found.key;
}
