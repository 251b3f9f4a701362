import { newId, type TokenPair } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { signAccessToken } from "./access-token.ts";
import { ACCESS_TOKEN_SECONDS, type AccountKind, KINDS } from "./account-kind.ts";
import { createSession } from "./lucia-sessions.ts";
import { newRefreshToken, secretHash } from "./refresh-token.ts";
import type { SessionFacts } from "./session-adapter.ts";

const MAX_USER_AGENT = 300;

/** A cookie for the browser. The server adds `Secure` where it is reached by https; everything else is fixed here. */
export type SessionCookie = {
  name: string;
  /** The raw session id, or empty to remove the cookie. */
  value: string;
  attributes: { httpOnly: true; sameSite: "Lax"; path: "/"; maxAge: number };
};

export type UserRef = { kind: AccountKind; userId: string };
/** A user who gave the right password a moment ago. */
export type VerifiedUser = UserRef & { passwordChangedAt: Date | null };

/**
 * How a verb that signs in hands the session out: `openTokens` for API clients, `openCookie` for the web apps. For a verified user it
 * throws `identity.badCredentials` or the account's refusal where password or status changed meanwhile.
 */
export type OpenSession<T> = (ctx: CoreContext, user: UserRef | VerifiedUser) => Promise<T>;

/** Opens a session for an API client: a session row, its first refresh token and an access token. */
export async function openTokens(ctx: CoreContext, user: UserRef | VerifiedUser): Promise<TokenPair> {
  const refreshToken = newRefreshToken(user.kind);
  const facts = factsOf(ctx, user, { channel: "token", refreshTokenHash: secretHash(refreshToken) });
  await createSession(user.kind, ctx, user.userId, facts);
  return tokenPair(ctx, { ...user, sessionId: facts.publicId }, refreshToken);
}

/** Opens a session for a web app and answers its cookie. */
export async function openCookie(ctx: CoreContext, user: UserRef | VerifiedUser): Promise<SessionCookie> {
  const facts = factsOf(ctx, user, { channel: "cookie", refreshTokenHash: null });
  const rawId = await createSession(user.kind, ctx, user.userId, facts);
  return sessionCookie(user.kind, rawId);
}

/** The pair an API client gets, around a refresh token that exists already. */
export async function tokenPair(
  ctx: CoreContext,
  session: UserRef & { sessionId: string },
  refreshToken: string,
): Promise<TokenPair> {
  const accessToken = await signAccessToken(ctx.runtime, session);
  return { accessToken, refreshToken, tokenType: "bearer", expiresIn: ACCESS_TOKEN_SECONDS };
}

/** The cookie of a raw session id; without one, the cookie that removes it. */
export function sessionCookie(kind: AccountKind, value: string): SessionCookie {
  const { cookieName, cookieSeconds } = KINDS[kind];
  const maxAge = value === "" ? 0 : cookieSeconds;
  return { name: cookieName, value, attributes: { httpOnly: true, sameSite: "Lax", path: "/", maxAge } };
}

function factsOf(
  ctx: CoreContext,
  user: UserRef | VerifiedUser,
  how: Pick<SessionFacts, "channel" | "refreshTokenHash">,
): SessionFacts {
  const now = ctx.clock.now();
  return {
    ...how,
    publicId: newId(now),
    ip: ctx.caller.ip,
    userAgent: ctx.caller.userAgent?.slice(0, MAX_USER_AGENT) ?? null,
    createdAt: now,
    verified: "passwordChangedAt" in user ? { passwordChangedAt: user.passwordChangedAt } : null,
  };
}
