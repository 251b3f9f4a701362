export const RANGES = ["today", "7", "30", "90"] as const;
export type Range = (typeof RANGES)[number];

const DAY_MS = 86_400_000;

/** The operator's day so many days after another one. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The days of a range that ends today. */
export function daysOf(range: Range, today: string): { from: string; to: string } {
  return { from: range === "today" ? today : addDays(today, 1 - Number(range)), to: today };
}

/** Every day from one to another, both included. */
export function daysBetween(from: string, to: string): string[] {
  const count = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
  return Array.from({ length: count }, (_, index) => addDays(from, index));
}
