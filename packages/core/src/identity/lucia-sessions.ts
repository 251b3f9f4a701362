import type { Database } from "@nexa/db";
import { Lucia, type Session, TimeSpan, type User } from "lucia";
import type { Clock } from "../clock.ts";
import { type AccountKind, KINDS, REFRESH_TOKEN_SECONDS } from "./account-kind.ts";
import { type SessionFacts, sessionAdapter, type UserFacts } from "./session-adapter.ts";

type Channel = SessionFacts["channel"];
type Validated = { session: Session & SessionFacts; user: User & UserFacts };

/** Makes a session by Lucia and answers its raw secret id, which is stored nowhere. */
export async function createSession(
  kind: AccountKind,
  where: { db: Database; clock: Clock },
  userId: string,
  facts: SessionFacts,
): Promise<string> {
  const session = await luciaOf(kind, facts.channel, where).createSession(userId, facts);
  return session.id;
}

/** The live session of a cookie and its user, or null. Lucia prolongs it (`session.fresh`) in the second half of its life. */
export async function validateCookie(
  kind: AccountKind,
  where: { db: Database; clock: Clock },
  rawId: string,
): Promise<Validated | null> {
  const result = await luciaOf(kind, "cookie", where).validateSession(rawId);
  // Lucia types attributes by a global registration, which cannot tell two kinds of user apart; the adapter put these there.
  return result.session ? (result as Validated) : null;
}

function luciaOf(kind: AccountKind, channel: Channel, { db, clock }: { db: Database; clock: Clock }) {
  const seconds = channel === "cookie" ? KINDS[kind].cookieSeconds : REFRESH_TOKEN_SECONDS;
  return new Lucia(sessionAdapter(kind, db, clock), {
    sessionExpiresIn: new TimeSpan(seconds, "s"),
    sessionCookie: { name: KINDS[kind].cookieName },
    getSessionAttributes: (attributes) => attributes,
    getUserAttributes: (attributes) => attributes,
  });
}
