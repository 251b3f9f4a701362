import type { Subscription } from "@nexa/contracts";

const DAY_MS = 86_400_000;

export function lengthOf({ startsAt, endsAt }: Pick<Subscription, "startsAt" | "endsAt">): number {
  return new Date(endsAt).getTime() - new Date(startsAt).getTime();
}

/** Whole days, rounded to the nearest: clocks that are put forward do not make 27 of 28. */
export function daysOf(milliseconds: number): number {
  return Math.round(milliseconds / DAY_MS);
}

/** The plans one after the other from an instant: how the queue would stand in this order. */
export function layFrom(start: string, plans: readonly Subscription[]): Subscription[] {
  let at = new Date(start).getTime();
  return plans.map((plan, index) => {
    const startsAt = new Date(at).toISOString();
    at += lengthOf(plan);
    return { ...plan, startsAt, endsAt: new Date(at).toISOString(), queuePosition: index + 1 };
  });
}

export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const rest = items.filter((_, index) => index !== from);
  return [...rest.slice(0, to), ...items.slice(from, from + 1), ...rest.slice(to)];
}
