import type { EmptyInput, ListSessionsOutput } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { KINDS } from "./account-kind.ts";
import { type SignedInActor, userOf } from "./signed-in-user.ts";

const MAX_LISTED = 500;

type SessionRow = {
  id: string;
  channel: "cookie" | "token";
  ip: string | null;
  user_agent: string | null;
  created_at: Date;
  last_used_at: Date;
  expires_at: Date;
};

/** Where the user is signed in, the latest used first. */
export async function listSessions(ctx: CoreContext<SignedInActor>, _input: EmptyInput): Promise<ListSessionsOutput> {
  const { kind, userId } = userOf(ctx.actor);
  const rows = await ctx.db.query<SessionRow>({
    text: `select id, channel, ip, user_agent, created_at, last_used_at, expires_at from ${KINDS[kind].sessions}
      where user_id = $1 and expires_at > $2 order by last_used_at desc, id desc limit $3`,
    values: [userId, ctx.clock.now(), MAX_LISTED],
  });
  const items = rows.map((row) => ({
    id: row.id,
    channel: row.channel,
    isCurrent: row.id === ctx.actor.sessionId,
    ip: row.ip,
    userAgent: row.user_agent,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  }));
  return { items, nextCursor: null };
}
