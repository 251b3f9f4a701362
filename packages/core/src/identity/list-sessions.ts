import {
  decodeCursor,
  Id,
  type ListSessionsInput,
  type ListSessionsOutput,
  type Session,
  toPage,
} from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { requestErrors } from "../trpc/errors.ts";
import { KINDS } from "./account-kind.ts";
import { type SignedInActor, userOf } from "./signed-in-user.ts";

type SessionRow = {
  id: string;
  channel: "cookie" | "token";
  ip: string | null;
  user_agent: string | null;
  created_at: Date;
  last_used_at: Date;
  expires_at: Date;
};

/** Where the user is signed in, the newest session first. Throws `request.badCursor`. */
export async function listSessions(
  ctx: CoreContext<SignedInActor>,
  input: ListSessionsInput,
): Promise<ListSessionsOutput> {
  const { kind, userId } = userOf(ctx.actor);
  const rows = await ctx.db.query<SessionRow>({
    text: `select id, channel, ip, user_agent, created_at, last_used_at, expires_at from ${KINDS[kind].sessions}
      where user_id = $1 and expires_at > $2 and ($3::uuid is null or id < $3) order by id desc limit $4`,
    values: [userId, ctx.clock.now(), positionOf(input.cursor), input.limit + 1],
  });
  const page = toPage(rows, input.limit, (row) => [row.id]);
  return { items: page.items.map((row) => toSession(row, ctx.actor.sessionId)), nextCursor: page.nextCursor };
}

function positionOf(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const position = Id.safeParse(decodeCursor(cursor, 1)?.[0]);
  if (!position.success) throw requestErrors.badCursor();
  return position.data;
}

function toSession(row: SessionRow, currentId: string): Session {
  return {
    id: row.id,
    channel: row.channel,
    isCurrent: row.id === currentId,
    ip: row.ip,
    userAgent: row.user_agent,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  };
}
