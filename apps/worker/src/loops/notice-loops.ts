import { randomUUID } from "node:crypto";
import type { CoreContext, Runtime } from "@nexa/core";
import type { WorkGate } from "@nexa/core/maintenance-mode/index";
import { deliverNotices, sequenceNotices } from "@nexa/core/notifications/index";
import { jobContext } from "../job.ts";
import { type Repeating, repeat } from "./repeat.ts";
import { whileOpen } from "./while-open.ts";

/** What an idle loop waits: notices have no other signal, since business transactions do not notify. */
const IDLE_MS = 250;
const BATCH = 200;

/**
 * Places committed notices in the live stream and delivers them, all the time: two loops in this process, not queued jobs, so that a
 * notice is on its way within a quarter of a second. Any number of workers may run them.
 */
export function startNoticeLoops(runtime: Runtime, idleMs: number = IDLE_MS, gate?: WorkGate): Repeating[] {
  const deliver = loop({ runtime, name: "notifications.deliver", idleMs, gate }, async (ctx) => {
    const counts = await deliverNotices(ctx, { limit: BATCH });
    return counts.sent + counts.failed + counts.retry + counts.deferred + counts.suppressed;
  });
  const sequence = loop({ runtime, name: "notifications.sequence", idleMs, gate }, async (ctx) => {
    const { sequenced } = await sequenceNotices(ctx);
    if (sequenced > 0) deliver.wake();
    return sequenced;
  });
  return [sequence, deliver];
}

type Loop = { runtime: Runtime; name: string; idleMs: number; gate: WorkGate | undefined };

/** Repeats `work` at once while it finds something, after `idleMs` when it does not. */
function loop({ runtime, name, idleMs, gate }: Loop, work: (ctx: CoreContext) => Promise<number>): Repeating {
  return repeat({
    pass: whileOpen(gate, async () => ((await work(jobContext(runtime, name, randomUUID()))) > 0 ? 0 : idleMs)),
    onError: (error) => runtime.logger.error({ loop: name, err: error }, "a pass failed; it is tried again"),
  });
}
