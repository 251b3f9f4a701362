import type { Runtime } from "../../runtime.ts";

/** Which of these customer sessions have ended, run out, or belong to an account that may no longer sign in. */
export async function endedSessions(runtime: Runtime, sessionIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (sessionIds.length === 0) return new Set();
  const live = await runtime.db.query<{ id: string }>({
    text: `select session.id from customer_sessions as session join customers as customer on customer.id = session.user_id
      where session.id = any($1::uuid[]) and session.expires_at > $2 and customer.status in ('active', 'inactive')`,
    values: [[...new Set(sessionIds)], runtime.clock.now()],
  });
  return new Set(sessionIds).difference(new Set(live.map((session) => session.id)));
}
