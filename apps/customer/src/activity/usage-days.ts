import type { UsageHistoryDay } from "@nexa/contracts";

const DAY_MS = 86_400_000;
const NONE = { data: 0, voice: 0, sms: 0 };

/** The day so many days after another one; days are `YYYY-MM-DD` and know no clock changes. */
export function shiftDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Noon of the day in UTC: the same date in every zone that operators are in. */
export function noonOf(day: string): string {
  return `${day}T12:00:00Z`;
}

/** Every day from one to another, those without use as well, oldest first. */
export function everyDay(from: string, to: string, days: readonly UsageHistoryDay[]): UsageHistoryDay[] {
  const byDay = new Map(days.map((each) => [each.day, each]));
  const all: UsageHistoryDay[] = [];
  for (let day = from; day <= to; day = shiftDay(day, 1)) {
    all.push(byDay.get(day) ?? { day, used: NONE, roaming: NONE, uncovered: NONE });
  }
  return all;
}
