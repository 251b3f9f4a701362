import type { AdminRole, CoreError } from "@nexa/contracts";
import type { Database } from "@nexa/db";
import type { Adapter, DatabaseSession, DatabaseUser } from "lucia";
import { type Clock, machineClock } from "../clock.ts";
import { refusalOf } from "./account-access.ts";
import { type AccountKind, KINDS } from "./account-kind.ts";
import { identityErrors } from "./errors.ts";
import { secretHash } from "./refresh-token.ts";

/** What we keep with a session beside what Lucia knows. */
export type SessionFacts = {
  /** The public id: JWT `sid`, listing and ending use it, never the secret. */
  publicId: string;
  channel: "cookie" | "token";
  ip: string | null;
  userAgent: string | null;
  createdAt: Date;
  /** Hash of the first refresh token of a token session, written with it. */
  refreshTokenHash: string | null;
  /** Of a sign-in: what the password was verified against. Null where nothing was verified, as in a registration. */
  verified: { passwordChangedAt: Date | null } | null;
};

/** What of the user decides about access. */
export type UserFacts = { status: string; role: AdminRole | null };

type SessionRow = {
  id: string;
  user_id: string;
  ip: string | null;
  user_agent: string | null;
  created_at: Date;
  expires_at: Date;
  status: string;
  role: AdminRole | null;
};

/**
 * Lucia's storage over one kind's session table. Only the SHA-256 of the secret id is stored, and Lucia gets the raw id back that it
 * gave, since it renews and deletes by the id it got. Lucia reads the machine's clock; instants are moved to it from ours and back.
 */
export function sessionAdapter(kind: AccountKind, db: Database, clock: Clock): Adapter {
  const table = KINDS[kind];
  const toMachine = (at: Date) => new Date(at.getTime() - clock.now().getTime() + machineClock.now().getTime());
  const toOurs = (at: Date) => new Date(at.getTime() - machineClock.now().getTime() + clock.now().getTime());
  const run = async (text: string, values: unknown[]) => {
    await db.query({ text, values });
  };
  return {
    getSessionAndUser: async (rawId) => {
      const [row] = await db.query<SessionRow>({
        name: `identity.${kind}.sessionBySecret`,
        text: `select s.id, s.user_id, s.ip, s.user_agent, s.created_at, s.expires_at, u.status, ${table.role} as role
          from ${table.sessions} s join ${table.users} u on u.id = s.user_id
          where s.secret_hash = $1 and s.channel = 'cookie'`,
        values: [secretHash(rawId)],
      });
      return row ? [sessionOf(row, rawId, toMachine(row.expires_at)), userOf(row)] : [null, null];
    },
    setSession: (session) => insertSession(kind, db, session, toOurs(session.expiresAt)),
    updateSessionExpiration: (rawId, expiresAt) =>
      run(`update ${table.sessions} set expires_at = $2, last_used_at = $3 where secret_hash = $1`, [
        secretHash(rawId),
        toOurs(expiresAt),
        clock.now(),
      ]),
    deleteSession: (rawId) => run(`delete from ${table.sessions} where secret_hash = $1`, [secretHash(rawId)]),
    deleteUserSessions: (userId) => run(`delete from ${table.sessions} where user_id = $1`, [userId]),
    deleteExpiredSessions: () => run(`delete from ${table.sessions} where expires_at <= $1`, [clock.now()]),
    // The raw ids are not stored, so nothing could be handed back; `listSessions` lists by public id.
    getUserSessions: async () => [],
  };
}

function sessionOf(row: SessionRow, rawId: string, expiresAt: Date): DatabaseSession {
  const facts: SessionFacts = {
    publicId: row.id,
    channel: "cookie",
    ip: row.ip,
    userAgent: row.user_agent,
    createdAt: row.created_at,
    refreshTokenHash: null,
    verified: null,
  };
  return { id: rawId, userId: row.user_id, expiresAt, attributes: facts };
}

function userOf(row: SessionRow): DatabaseUser {
  const facts: UserFacts = { status: row.status, role: row.role };
  return { id: row.user_id, attributes: facts };
}

/**
 * One statement for the session and, where it has one, its first refresh token, under a lock on the account: verifying a password takes
 * a while, and a password changed or an account suspended meanwhile has ended the sessions that were there.
 */
async function insertSession(kind: AccountKind, db: Database, session: DatabaseSession, expiresAt: Date) {
  const facts = session.attributes as SessionFacts;
  const { sessions, refreshTokens, users, openStatuses } = KINDS[kind];
  const rows = await db.query({
    name: `identity.${kind}.insertSession`,
    text: `with account as (
        select id from ${users} where id = $3
          and (not $10::boolean or (password_changed_at is not distinct from $11 and status = any($12))) for share
      ), session as (
        insert into ${sessions} (secret_hash, id, user_id, channel, ip, user_agent, created_at, last_used_at, expires_at)
        select $1, $2, id, $4, $5, $6, $7, $7, $8 from account returning id
      ), token as (
        insert into ${refreshTokens} (token_hash, session_id, created_at, expires_at)
        select $9::text, id, $7, $8 from session where $9::text is not null
      )
      select id from session`,
    values: [
      secretHash(session.id),
      facts.publicId,
      session.userId,
      facts.channel,
      facts.ip,
      facts.userAgent,
      facts.createdAt,
      expiresAt,
      facts.refreshTokenHash,
      facts.verified !== null,
      facts.verified?.passwordChangedAt ?? null,
      openStatuses,
    ],
  });
  if (rows.length === 0) throw await whyNotOpened(kind, db, session.userId);
}

async function whyNotOpened(kind: AccountKind, db: Database, userId: string): Promise<CoreError> {
  const [row] = await db.query<{ status: string }>({
    text: `select status from ${KINDS[kind].users} where id = $1`,
    values: [userId],
  });
  return refusalOf(kind, row?.status ?? "closed") ?? identityErrors.badCredentials();
}
