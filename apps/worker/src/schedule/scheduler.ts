import type { Runtime } from "@nexa/core";
import { getSettings } from "@nexa/core/settings/index";
import { type Job, jobContext } from "../job.ts";
import { type Repeating, repeat } from "../loops/repeat.ts";
import { minuteSlots, patternSlots, type Slots } from "./slots.ts";

/** The longest sleep, so that a clock that was put forward is noticed: in a demo people wait for what it makes due. */
const LONGEST_SLEEP_MS = 1_000;
/** Timers may fire a little early. */
const SHORTEST_SLEEP_MS = 5;

export type Send = (job: Job, slot: Date) => Promise<boolean>;

/**
 * Sends each job's slots when they come, by the database's clock, and the latest missed one at once. A clock that jumps ahead skips to
 * the latest slot; one that jumps back names slots again that the queue has already.
 */
export function startScheduler(runtime: Runtime, jobs: readonly Job[], send: Send): Repeating[] {
  return jobs.map((job) => scheduleOf(runtime, job, send));
}

function scheduleOf(runtime: Runtime, job: Job, send: Send): Repeating {
  const { clock, logger } = runtime;
  let sentMs: number | null = null;
  return repeat({
    onError: (error) => logger.error({ job: job.name, err: error }, "a slot could not be sent; it is tried again"),
    pass: async () => {
      const slots = await slotsOf(runtime, job);
      const slot = slots.latest(clock.now());
      if (slot.getTime() !== sentMs) {
        await send(job, slot);
        sentMs = slot.getTime();
      }
      const now = clock.now();
      const untilNext = slots.next(now).getTime() - now.getTime();
      return Math.min(Math.max(untilNext, SHORTEST_SLEEP_MS), LONGEST_SLEEP_MS);
    },
  });
}

async function slotsOf(runtime: Runtime, job: Job): Promise<Slots> {
  const { schedule } = job;
  if ("pattern" in schedule) return patternSlots(schedule.pattern, runtime.config.operator.timezone);
  return minuteSlots(schedule.everyMinutes(await getSettings(jobContext(runtime, job.name, "schedule"))));
}
