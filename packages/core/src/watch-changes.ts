import { setInterval } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { adminSessions, admins } from "@nexa/db";
import { and, eq, gt, type SQL } from "drizzle-orm";
import type { AdminActor, CoreContext } from "./context.ts";
import { runtimeSlot } from "./runtime.ts";
import { requestErrors } from "./trpc/errors.ts";

type Watched<T> = {
  everyMs: number;
  first: () => Promise<T>;
  again: () => Promise<T>;
  isOver?: (shown: T) => boolean;
};

/** Aborts when the process goes down, so that its streams do not hold it up. */
const closingSignal = runtimeSlot((runtime) => {
  const controller = new AbortController();
  runtime.onClose(async () => controller.abort());
  return controller.signal;
});

/**
 * How something stands, and again after each change, until it is over or `signal` aborts.
 *
 * @throws what `first` and `again` throw; request.unavailable when the process goes down (the client comes back).
 */
export async function* watchChanges<T>(
  ctx: CoreContext,
  { everyMs, first, again, isOver }: Watched<T>,
  signal?: AbortSignal,
): AsyncGenerator<T> {
  const closed = closingSignal(ctx);
  const ended = signal ? AbortSignal.any([signal, closed]) : closed;
  let shown = await first();
  yield shown;
  try {
    for await (const _ of setInterval(everyMs, undefined, { signal: ended, ref: false })) {
      if (isOver?.(shown)) return;
      const found = await again();
      if (isDeepStrictEqual(found, shown)) continue;
      shown = found;
      yield found;
    }
  } catch (error) {
    if (closed.aborted) throw requestErrors.unavailable();
    // Nobody listens any more, so there is nobody to tell.
    if (!signal?.aborted) throw error;
  }
}

/** Of `admin_sessions` joined with `admins`: the caller's session, while it is good. */
export function ownLiveSession(ctx: CoreContext<AdminActor>): SQL | undefined {
  return and(
    eq(adminSessions.id, ctx.actor.sessionId),
    gt(adminSessions.expiresAt, ctx.clock.now()),
    eq(admins.status, "active"),
  );
}
