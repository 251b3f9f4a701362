import type { AdminRole, RefreshInput, TokenPair } from "@nexa/contracts";
import { recordAudit } from "../audit/index.ts";
import { type CoreContext, withTransaction } from "../context.ts";
import { actorOf } from "./account-access.ts";
import { type AccountKind, KINDS, REFRESH_GRACE_SECONDS, REFRESH_TOKEN_SECONDS } from "./account-kind.ts";
import { forgetSession } from "./actor-cache.ts";
import { identityErrors } from "./errors.ts";
import { tokenPair } from "./open-session.ts";
import { refreshTokenKind, secretHash, successorsOf } from "./refresh-token.ts";
import { alertCustomer } from "./security-alert.ts";

type LockedSession = {
  id: string;
  user_id: string;
  expires_at: Date;
  status: string;
  role: AdminRole | null;
};
type TokenRow = { rotated_at: Date | null; expires_at: Date };
type Outcome = { is: "rotated"; session: LockedSession; successor: string } | { is: "reused"; sessionId: string };

/**
 * Exchanges a refresh token for a new pair; the token alone tells whose. A token that was exchanged before ends its session, except
 * within 20 seconds, when the same successor is answered. Throws `identity.refreshInvalid`, `refreshReused` or the account's refusal.
 */
export async function refreshSession(ctx: CoreContext, input: RefreshInput): Promise<TokenPair> {
  const { refreshToken } = input;
  const kind = refreshTokenKind(refreshToken);
  if (kind === null) throw identityErrors.refreshInvalid();
  const outcome = await withTransaction(ctx, (tx) => exchange(tx, kind, refreshToken));
  if (outcome.is === "reused") {
    forgetSession(ctx, outcome.sessionId);
    throw identityErrors.refreshReused();
  }
  const { session, successor } = outcome;
  return tokenPair(ctx, { kind, userId: session.user_id, sessionId: session.id }, successor);
}

async function exchange(tx: CoreContext, kind: AccountKind, token: string): Promise<Outcome> {
  const now = tx.clock.now();
  const tokenHash = secretHash(token);
  const session = await lockSession(tx, kind, tokenHash);
  if (!session || session.expires_at <= now) throw identityErrors.refreshInvalid();
  actorOf(kind, { sessionId: session.id, userId: session.user_id, status: session.status, role: session.role });
  // Read after the session's lock: a parallel refresh has committed by now.
  const [row] = await tx.db.query<TokenRow>({
    text: `select rotated_at, expires_at from ${KINDS[kind].refreshTokens} where token_hash = $1`,
    values: [tokenHash],
  });
  if (!row || row.expires_at <= now) throw identityErrors.refreshInvalid();
  const successors = successorsOf(tx.runtime.config, kind, token);
  if (row.rotated_at === null) {
    await rotate(tx, kind, session.id, tokenHash, secretHash(successors[0]));
    return { is: "rotated", session, successor: successors[0] };
  }
  if (now.getTime() - row.rotated_at.getTime() <= REFRESH_GRACE_SECONDS * 1_000) {
    const successor = await storedOne(tx, kind, successors);
    if (successor !== undefined) return { is: "rotated", session, successor };
  }
  await revoke(tx, kind, session);
  return { is: "reused", sessionId: session.id };
}

async function lockSession(tx: CoreContext, kind: AccountKind, tokenHash: string): Promise<LockedSession | undefined> {
  const { sessions, refreshTokens, users, role } = KINDS[kind];
  const [session] = await tx.db.query<LockedSession>({
    text: `select s.id, s.user_id, s.expires_at, u.status, ${role} as role
      from ${sessions} s join ${users} u on u.id = s.user_id
      where s.id = (select session_id from ${refreshTokens} where token_hash = $1)
      for update of s`,
    values: [tokenHash],
  });
  return session;
}

async function rotate(tx: CoreContext, kind: AccountKind, sessionId: string, tokenHash: string, nextHash: string) {
  const { sessions, refreshTokens } = KINDS[kind];
  const now = tx.clock.now();
  const expiresAt = new Date(now.getTime() + REFRESH_TOKEN_SECONDS * 1_000);
  await tx.db.query({
    text: `with rotated as (update ${refreshTokens} set rotated_at = $3 where token_hash = $1),
      used as (update ${sessions} set last_used_at = $3, expires_at = $4 where id = $5)
      insert into ${refreshTokens} (token_hash, session_id, created_at, expires_at) values ($2, $5, $3, $4)`,
    values: [tokenHash, nextHash, now, expiresAt, sessionId],
  });
}

/** The successor that was handed out, where secrets may have changed since. */
async function storedOne(tx: CoreContext, kind: AccountKind, successors: readonly string[]) {
  const rows = await tx.db.query<{ token_hash: string }>({
    text: `select token_hash from ${KINDS[kind].refreshTokens} where token_hash = any($1)`,
    values: [successors.map(secretHash)],
  });
  const stored = new Set(rows.map((row) => row.token_hash));
  return successors.find((each) => stored.has(secretHash(each)));
}

/** Ends the session and with it every token of the family. */
async function revoke(tx: CoreContext, kind: AccountKind, session: LockedSession) {
  await tx.db.query({ text: `delete from ${KINDS[kind].sessions} where id = $1`, values: [session.id] });
  await recordAudit(tx, {
    action: "identity.refreshReused",
    subject: { kind, id: session.user_id },
    after: { sessionId: session.id, ip: tx.caller.ip },
  });
  if (kind === "customer") await alertCustomer(tx, { customerId: session.user_id, event: "session_reuse" });
}
