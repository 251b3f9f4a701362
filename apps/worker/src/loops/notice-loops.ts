import { randomUUID } from "node:crypto";
import type { CoreContext, Runtime } from "@nexa/core";
import { deliverNotices, sequenceNotices } from "@nexa/core/notifications/index";
import { jobContext } from "../job.ts";
import { type Repeating, repeat } from "./repeat.ts";

/** What an idle loop waits: notices have no other signal, since business transactions do not notify. */
const IDLE_MS = 250;
const BATCH = 200;

/**
 * Places committed notices in the live stream and delivers them, all the time: two loops in this process, not queued jobs, so that a
 * notice is on its way within a quarter of a second. Any number of workers may run them.
 */
export function startNoticeLoops(runtime: Runtime, idleMs: number = IDLE_MS): Repeating[] {
  const deliver = loop(runtime, "notifications.deliver", idleMs, async (ctx) => {
    const counts = await deliverNotices(ctx, { limit: BATCH });
    return counts.sent + counts.failed + counts.retry + counts.deferred + counts.suppressed;
  });
  const sequence = loop(runtime, "notifications.sequence", idleMs, async (ctx) => {
    const { sequenced } = await sequenceNotices(ctx);
    if (sequenced > 0) deliver.wake();
    return sequenced;
  });
  return [sequence, deliver];
}

/** Repeats `work` at once while it finds something, after `idleMs` when it does not. */
function loop(runtime: Runtime, name: string, idleMs: number, work: (ctx: CoreContext) => Promise<number>): Repeating {
  return repeat({
    pass: async () => ((await work(jobContext(runtime, name, randomUUID()))) > 0 ? 0 : idleMs),
    onError: (error) => runtime.logger.error({ loop: name, err: error }, "a pass failed; it is tried again"),
  });
}
