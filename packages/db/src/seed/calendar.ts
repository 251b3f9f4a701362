import type { Chance } from "./prng.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The demo operator is Indian: UTC+5:30 all year. */
const IST = 5.5 * HOUR;

/** How busy people are with their phones, by the hour of the day. */
const HOURS = [1, 1, 1, 1, 1, 2, 4, 8, 13, 16, 16, 14, 13, 12, 11, 11, 12, 15, 19, 22, 22, 17, 9, 4];
const WEEKDAYS = [1.55, 0.85, 0.85, 0.9, 0.95, 1.1, 1.45];

/** Diwali moves with the moon: month and day, by year. */
const DIWALI: Readonly<Record<number, readonly [number, number]>> = {
  2024: [11, 1],
  2025: [10, 20],
  2026: [11, 8],
  2027: [10, 29],
  2028: [10, 17],
  2029: [11, 5],
  2030: [10, 26],
  2031: [11, 14],
};
const DIWALI_ELSE = [10, 30] as const;
/** Republic Day, Independence Day, Christmas and New Year: when, and for how many days people recharge more. */
const HOLIDAYS = [
  { month: 1, day: 26, days: 1, factor: 1.3 },
  { month: 8, day: 15, days: 2, factor: 1.35 },
  { month: 12, day: 24, days: 9, factor: 1.35 },
] as const;

/** Midnight in India before an instant. */
export function dayStart(at: number): number {
  return Math.floor((at + IST) / DAY) * DAY - IST;
}

/** How much more than usual is bought on the day of an instant: weekends, month start, festive days. */
export function dayWeight(at: number): number {
  const local = new Date(at + IST);
  const weekday = WEEKDAYS[local.getUTCDay()] ?? 1;
  const payday = local.getUTCDate() <= 5 ? 1.4 : 1;
  return weekday * payday * festiveFactor(local);
}

function festiveFactor(local: Date): number {
  const year = local.getUTCFullYear();
  const [month, day] = DIWALI[year] ?? DIWALI_ELSE;
  const untilDiwali = (Date.UTC(year, month - 1, day) - Math.floor(local.getTime() / DAY) * DAY) / DAY;
  if (untilDiwali >= -1 && untilDiwali <= 6) return 1.6;
  const holiday = HOLIDAYS.find((each) => {
    const since = Math.floor((local.getTime() - Date.UTC(year, each.month - 1, each.day)) / DAY);
    return since >= 0 && since < each.days;
  });
  return holiday?.factor ?? 1;
}

/** A likely moment of the day that begins at `day`. */
export function momentOf(day: number, chance: Chance): number {
  const hour = chance.weighted(
    HOURS.map((_, index) => index),
    (index) => HOURS[index] ?? 1,
  );
  return day + hour * HOUR + chance.between(0, HOUR - 1);
}

/** A likely moment on one of the days around `at`: each is `weights[i]` likely for the day `firstOffset + i`, and busy days more so. */
export function momentAround(at: number, firstOffset: number, weights: readonly number[], chance: Chance): number {
  const days = weights.map((weight, index) => {
    const day = dayStart(at) + (firstOffset + index) * DAY;
    return { day, weight: weight * dayWeight(day + 12 * HOUR) };
  });
  return momentOf(chance.weighted(days, ({ weight }) => weight).day, chance);
}

/** The next moment staff are at their desks, Monday to Saturday from 9:30 to 18:00. */
export function officeMoment(at: number, chance: Chance): number {
  const opens = 9.5 * HOUR;
  const closes = 18 * HOUR;
  let day = dayStart(at);
  if (at - day > closes) day += DAY;
  if (new Date(day + IST).getUTCDay() === 0) day += DAY;
  return Math.max(at, day + opens) + chance.between(MINUTE, 25 * MINUTE);
}

/** The worker's next run after an instant: once a minute. */
export function workerRun(at: number): number {
  return Math.floor(at / MINUTE) * MINUTE + MINUTE + 900;
}
