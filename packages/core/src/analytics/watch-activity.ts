import { type LiveActivity, roleMay } from "@nexa/contracts";
import { adminSessions, admins } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../context.ts";
import { runtimeSlot } from "../runtime.ts";
import { requestErrors } from "../trpc/errors.ts";
import { ownLiveSession, watchChanges } from "../watch-changes.ts";
import { analyticsErrors } from "./errors.ts";
import { readActivity } from "./figures/read-activity.ts";

const LOOK_EVERY_MS = 1_000;
/** A look rests this many times as long as it took, so that a flood of sales cannot make the looks themselves a load. */
const REST_FACTOR = 20;
const MAX_STREAMS_PER_SESSION = 4;

/**
 * What happens now, and again after each change, at most once a second. All streams of a process share one look at the database, which
 * is what the servers share; business transactions notify nobody, because that would make their commits wait for each other.
 *
 * @throws analytics.tooManyStreams; request.signInNeeded once the session has ended, the account is switched off or its role may no
 * longer read figures; request.unavailable when the process goes down (the client comes back).
 */
export async function* watchActivity(ctx: CoreContext<AdminActor>, signal?: AbortSignal): AsyncGenerator<LiveActivity> {
  const leave = enter(ctx);
  const first = () => looks(ctx)(ctx);
  const again = async () => {
    await requireReader(ctx);
    return first();
  };
  try {
    yield* watchChanges(ctx, { everyMs: LOOK_EVERY_MS, first, again }, signal);
  } finally {
    leave();
  }
}

/** The look that all streams of the process share until the next one is due. */
const looks = runtimeSlot(() => {
  let last: { until: number; activity: Promise<LiveActivity> } | null = null;
  return (ctx: CoreContext): Promise<LiveActivity> => {
    if (last !== null && performance.now() < last.until) return last.activity;
    const startedAt = performance.now();
    const look = { until: Number.POSITIVE_INFINITY, activity: readActivity(ctx) };
    const rest = () => {
      const tookMs = performance.now() - startedAt;
      look.until = startedAt + Math.max(LOOK_EVERY_MS / 2, tookMs * REST_FACTOR);
    };
    look.activity.then(rest, rest);
    last = look;
    return look.activity;
  };
});

const openStreams = runtimeSlot(() => new Map<string, number>());

/** Takes a place among the session's streams in this process; the answer gives it back. */
function enter(ctx: CoreContext<AdminActor>): () => void {
  const open = openStreams(ctx);
  const { sessionId } = ctx.actor;
  const count = open.get(sessionId) ?? 0;
  if (count >= MAX_STREAMS_PER_SESSION) throw analyticsErrors.tooManyStreams({ retryAfterSeconds: 30 });
  open.set(sessionId, count + 1);
  return () => {
    const left = (open.get(sessionId) ?? 1) - 1;
    if (left === 0) open.delete(sessionId);
    else open.set(sessionId, left);
  };
}

async function requireReader(ctx: CoreContext<AdminActor>): Promise<void> {
  const [row] = await ctx.db.orm
    .select({ role: admins.role })
    .from(adminSessions)
    .innerJoin(admins, eq(admins.id, adminSessions.userId))
    .where(ownLiveSession(ctx));
  if (!row || !roleMay(row.role, "analytics.read")) throw requestErrors.signInNeeded();
}
