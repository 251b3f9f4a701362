import type { BackupFrequency } from "@nexa/contracts";

/** When backups are made: a minute of the operator's day, on a weekday (1 is Monday) or a day of the month. */
export type ScheduleRule = {
  readonly frequency: BackupFrequency;
  readonly atMinute: number;
  readonly weekday: number;
  readonly monthDay: number;
};

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const DAYS_IN_LONGEST_ROUND = 32;

/** The last time up to `now` that the rule names; null where it is off. */
export function latestSlot(rule: ScheduleRule, timezone: string, now: Date): Date | null {
  return find(rule, timezone, now, (slot) => slot <= now, -1);
}

/** The first time after `now` that the rule names; null where it is off. */
export function nextSlot(rule: ScheduleRule, timezone: string, now: Date): Date | null {
  return find(rule, timezone, now, (slot) => slot > now, 1);
}

function find(
  rule: ScheduleRule,
  timezone: string,
  now: Date,
  isWanted: (slot: Date) => boolean,
  step: 1 | -1,
): Date | null {
  if (rule.frequency === "off") return null;
  const today = Math.floor(wallClock(now, timezone) / DAY_MS);
  for (let days = 0; days <= DAYS_IN_LONGEST_ROUND; days += 1) {
    const day = today + days * step;
    if (!isOn(rule, new Date(day * DAY_MS))) continue;
    const slot = instantOf(day * DAY_MS + rule.atMinute * MINUTE_MS, timezone);
    if (isWanted(slot)) return slot;
  }
  return null;
}

function isOn({ frequency, weekday, monthDay }: ScheduleRule, day: Date): boolean {
  if (frequency === "weekly") return (day.getUTCDay() || 7) === weekday;
  return frequency === "daily" || day.getUTCDate() === monthDay;
}

/** The instant at which the clocks of the zone show this; an hour that summer time leaves out is taken as the one after it. */
function instantOf(wall: number, timezone: string): Date {
  const guess = wall - (wallClock(new Date(wall), timezone) - wall);
  const off = wallClock(new Date(guess), timezone) - wall;
  return new Date(off === 0 ? guess : Math.max(guess, guess - off));
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of the zone show at an instant, as if it were UTC. */
function wallClock(at: Date, timezone: string): number {
  const format = formats.get(timezone) ?? newFormat(timezone);
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function newFormat(timeZone: string): Intl.DateTimeFormat {
  const two = "2-digit" as const;
  const fields = { year: "numeric", month: two, day: two, hour: two, minute: two, second: two } as const;
  const format = new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", ...fields });
  formats.set(timeZone, format);
  return format;
}
