import { DAY } from "./calendar.ts";
import type { SeedCategory } from "./plans.ts";
import type { Chance } from "./prng.ts";

/** What a customer is like. */
export type Habit = {
  /** What they buy for their own number: category and longest validity. */
  readonly taste: Taste;
  readonly topupsPerMonth: number;
  /** Numbers of others they keep going. */
  readonly dependents: number;
  readonly isRecommending: boolean;
  /** How likely they read a notice in the app. */
  readonly reads: number;
  readonly hasApp: boolean;
  /** After this instant they buy no more; null: they stay. */
  readonly leavesAt: number | null;
};

type Taste = {
  readonly share: number;
  readonly categories: readonly SeedCategory[];
  readonly days: readonly [least: number, most: number];
};

const TASTES: readonly Taste[] = [
  { share: 44, categories: ["Unlimited"], days: [1, 30] },
  { share: 20, categories: ["Unlimited"], days: [50, 90] },
  { share: 14, categories: ["Talktime"], days: [1, 60] },
  { share: 12, categories: ["Entertainment"], days: [1, 90] },
  { share: 6, categories: ["Annual"], days: [365, 365] },
  { share: 4, categories: ["Unlimited", "Talktime", "Entertainment"], days: [1, 90] },
];

const MONTHLY: Taste = { share: 1, categories: ["Unlimited"], days: [1, 30] };
/** Days without a plan, at the end of the history, of those who went. */
const ABSENCES = [18, 34, 41, 66, 72, 101, 112];

/** Draws a habit. Some of those who joined early are gone by now, for a month, two or more than three. */
export function drawHabit(chance: Chance, index: number, joinedAt: number, today: number): Habit {
  const absence = ABSENCES[Math.floor(index / 7) % ABSENCES.length] ?? 34;
  const leavesAt = today - (absence + 20) * DAY;
  const isGone = index % 7 === 3 && joinedAt < leavesAt - 25 * DAY;
  return {
    taste: isGone ? MONTHLY : chance.weighted(TASTES, ({ share }) => share),
    topupsPerMonth: chance.weighted([0, 0.4, 1, 2.2, 4], (rate) => 4 - rate * 0.6),
    dependents: chance.weighted([0, 1, 2], (count) => [84, 12, 4][count] ?? 1),
    isRecommending: chance.happens(0.4),
    reads: chance.pick([0, 0.3, 0.7, 0.95]),
    hasApp: chance.happens(0.45),
    leavesAt: isGone ? leavesAt : null,
  };
}
