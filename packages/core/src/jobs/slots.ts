import { createHash } from "node:crypto";
import { Cron } from "croner";

/** When a job runs: by a croner pattern in the operator's time zone, or every so many minutes as a setting says. */
export type Schedule = { readonly pattern: string } | { readonly everyMinutes: MinuteSetting };

export const MINUTE_SETTINGS = ["subscriptionWorkerMinutes"] as const;
export type MinuteSetting = (typeof MINUTE_SETTINGS)[number];

/** The slots of a schedule as the settings stand. */
export function slotsOf(
  schedule: Schedule,
  settings: Readonly<Record<MinuteSetting, number>>,
  timezone: string,
): Slots {
  if ("pattern" in schedule) return patternSlots(schedule.pattern, timezone);
  return minuteSlots(settings[schedule.everyMinutes]);
}

export type Slots = {
  /** The latest slot at or before an instant. */
  latest(at: Date): Date;
  /** The first slot after it. */
  next(at: Date): Date;
};

const MINUTE_MS = 60_000;

/** The slots of a croner pattern, such as `0 3 * * *`, in an IANA time zone. */
export function patternSlots(pattern: string, timezone: string): Slots {
  const cron = new Cron(pattern, { timezone, paused: true });
  return {
    latest: (at) => {
      // Croner looks strictly before an instant; the millisecond lets a slot at this very instant count.
      const [slot] = cron.previousRuns(1, new Date(at.getTime() + 1));
      if (!slot) throw new Error(`the schedule "${pattern}" never runs`);
      return slot;
    },
    next: (at) => {
      const slot = cron.nextRun(at);
      if (!slot) throw new Error(`the schedule "${pattern}" never runs again`);
      return slot;
    },
  };
}

/** The slots that lie so many minutes apart, counted from 1970, so that every worker finds the same ones. */
export function minuteSlots(minutes: number): Slots {
  const interval = minutes * MINUTE_MS;
  const floor = (at: Date) => Math.floor(at.getTime() / interval) * interval;
  return { latest: (at) => new Date(floor(at)), next: (at) => new Date(floor(at) + interval) };
}

/** The id of a job's run at a slot: the same on every worker, so that the queue takes the slot once. */
export function slotId(name: string, slot: Date): string {
  const bytes = createHash("sha256").update(`${name}\n${slot.toISOString()}`).digest();
  // RFC 9562 version 8: a uuid whose content is ours.
  bytes.writeUInt8(0x80 | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString("hex", 0, 16);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
