import type { Runtime } from "@nexa/core";
import { slotsOf } from "@nexa/core/jobs/index";
import type { WorkGate } from "@nexa/core/maintenance-mode/index";
import { getSettings } from "@nexa/core/settings/index";
import { type Job, jobContext } from "../job.ts";
import { type Repeating, repeat } from "../loops/repeat.ts";
import { whileOpen } from "../loops/while-open.ts";

/** The longest sleep, so that a clock that was put forward is noticed: in a demo people wait for what it makes due. */
const LONGEST_SLEEP_MS = 1_000;
/** Timers may fire a little early. */
const SHORTEST_SLEEP_MS = 5;

export type Send = (job: Job, slot: Date) => Promise<boolean>;

/**
 * Sends each job's slots when they come, by the database's clock, and the latest missed one at once. A clock that jumps ahead skips to
 * the latest slot; one that jumps back names slots again that the queue has already.
 */
export function startScheduler(runtime: Runtime, jobs: readonly Job[], send: Send, gate?: WorkGate): Repeating[] {
  return jobs.map((job) => scheduleOf(runtime, job, send, gate));
}

function scheduleOf(runtime: Runtime, job: Job, send: Send, gate: WorkGate | undefined): Repeating {
  const { clock, logger } = runtime;
  let sentMs: number | null = null;
  return repeat({
    onError: (error) => logger.error({ job: job.name, err: error }, "a slot could not be sent; it is tried again"),
    pass: whileOpen(gate, async () => {
      const settings = await getSettings(jobContext(runtime, job.name, "schedule"));
      const slots = slotsOf(job.schedule, settings, runtime.config.operator.timezone);
      const slot = slots.latest(clock.now());
      if (slot.getTime() !== sentMs) {
        await send(job, slot);
        sentMs = slot.getTime();
      }
      const now = clock.now();
      const untilNext = slots.next(now).getTime() - now.getTime();
      return Math.min(Math.max(untilNext, SHORTEST_SLEEP_MS), LONGEST_SLEEP_MS);
    }),
  });
}
