import { type AdminRole, CoreError } from "@nexa/contracts";
import type { Actor } from "../context.ts";
import type { Runtime } from "../runtime.ts";
import { verifyAccessToken } from "./access-token.ts";
import { actorOf } from "./account-access.ts";
import { type AccountKind, KINDS } from "./account-kind.ts";
import { type Authenticated, actorCache } from "./actor-cache.ts";
import { identityErrors } from "./errors.ts";
import { validateCookie } from "./lucia-sessions.ts";
import { type SessionCookie, sessionCookie } from "./open-session.ts";
import { refreshTokenKind } from "./refresh-token.ts";

export type Credentials = {
  /** What stands after `Bearer` in the Authorization header. Wins over a cookie. */
  bearer?: string | undefined;
  /** A session cookie and whose app it belongs to. */
  cookie?: { kind: AccountKind; value: string } | undefined;
  /** Told when the session behind the cookie was prolonged, so that the cookie is sent again with its new age. */
  onCookieRenewed?: ((cookie: SessionCookie) => void) | undefined;
};

const TOUCH_AFTER_MS = 15 * 60_000;

/**
 * Who a request comes from. A bearer token must be good, else it throws `identity.tokenInvalid`, `tokenExpired`, `sessionEnded` or the
 * account's refusal; a cookie that is good no more counts as none, so that public pages open with a stale one. Costs one indexed read
 * on a miss; what was read is relied on for at most 5 seconds.
 */
export async function authenticate(runtime: Runtime, credentials: Credentials): Promise<Actor> {
  const now = runtime.clock.now();
  const { bearer, cookie } = credentials;
  if (bearer !== undefined) {
    const known = await actorCache({ runtime }).get(`bearer:${bearer}`, now, () => readToken(runtime, bearer));
    return known.actor;
  }
  if (cookie === undefined || cookie.value === "") return { kind: "anonymous" };
  const { kind, value } = cookie;
  const read = () => readCookie(runtime, kind, value, credentials.onCookieRenewed);
  const known = await actorCache({ runtime }).get(`${kind}:${value}`, now, read).catch(anonymousIfRefused);
  return known === null ? { kind: "anonymous" } : known.actor;
}

type SessionRow = {
  status: string;
  role: AdminRole | null;
  expires_at: Date;
  last_used_at: Date;
};

async function readToken(runtime: Runtime, token: string): Promise<Authenticated> {
  if (refreshTokenKind(token)) {
    throw identityErrors.tokenInvalid(
      {},
      "This is a refresh token. Refresh it first and send the access token you get.",
    );
  }
  const { kind, userId, sessionId, expiresAt } = await verifyAccessToken(runtime, token);
  const { sessions, users, role } = KINDS[kind];
  const [row] = await runtime.db.query<SessionRow>({
    name: `identity.${kind}.sessionById`,
    text: `select u.status, ${role} as role, s.expires_at, s.last_used_at
      from ${sessions} s join ${users} u on u.id = s.user_id where s.id = $1 and s.user_id = $2`,
    values: [sessionId, userId],
  });
  const now = runtime.clock.now();
  if (!row || row.expires_at <= now) throw identityErrors.sessionEnded();
  const actor = actorOf(kind, { sessionId, userId, ...row });
  await touch(runtime, kind, sessionId, row.last_used_at, now);
  return { actor, kind, userId, sessionId, validUntil: expiresAt };
}

async function readCookie(
  runtime: Runtime,
  kind: AccountKind,
  value: string,
  onRenewed: Credentials["onCookieRenewed"],
): Promise<Authenticated> {
  const found = await validateCookie(kind, runtime, value);
  if (found === null) throw identityErrors.sessionEnded();
  const { session, user } = found;
  const { publicId: sessionId } = session;
  const actor = actorOf(kind, { sessionId, userId: user.id, status: user.status, role: user.role });
  if (session.fresh) onRenewed?.(sessionCookie(kind, value));
  // Lucia's instant is the machine's; a cookie session is read again within seconds anyway.
  const validUntil = new Date(runtime.clock.now().getTime() + KINDS[kind].cookieSeconds * 1_000);
  return { actor, kind, userId: user.id, sessionId, validUntil };
}

/** Notes now and then that the session is in use, for the list of sessions. */
async function touch(runtime: Runtime, kind: AccountKind, sessionId: string, lastUsedAt: Date, now: Date) {
  if (now.getTime() - lastUsedAt.getTime() < TOUCH_AFTER_MS) return;
  await runtime.db.query({
    text: `update ${KINDS[kind].sessions} set last_used_at = $2 where id = $1 and last_used_at < $2`,
    values: [sessionId, now],
  });
}

function anonymousIfRefused(error: unknown): null {
  const code = error instanceof CoreError ? error.code : null;
  if (code === "UNAUTHENTICATED" || code === "FORBIDDEN") return null;
  throw error;
}
