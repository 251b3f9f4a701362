const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** When a base plan occupies its line, in milliseconds; its end is not part of it. */
export type Window = { readonly startsAt: number; readonly endsAt: number };

export type Laid = Window & {
  /** What it counts as sold for: never less than it lasts. */
  readonly validityDays: number;
  readonly isMoved: boolean;
};

export type PlanWish = Window & { readonly validityDays: number; readonly isTopup: boolean };

/**
 * Where a plan of the source lies on its line: where it was, if that is free. What runs or waits lasts whole days here, and what waits
 * follows the plan before it without a gap. Null where it overlaps another base plan.
 */
export function layListed(occupied: readonly Window[], wish: PlanWish, now: number): Laid | null {
  const isWaiting = wish.startsAt > now;
  if (isWaiting && !wish.isTopup) return layWaiting(occupied, wish, now);
  // A top-up never waits.
  const startsAt = wish.isTopup ? Math.min(wish.startsAt, now) : afterEndsWithin(occupied, wish.startsAt, HOUR_MS);
  if (startsAt >= wish.endsAt) return null;
  const days = wholeDays(wish.endsAt - startsAt);
  const isOver = wish.endsAt <= now;
  const endsAt = isOver ? wish.endsAt : startsAt + days * DAY_MS;
  if (!wish.isTopup && occupied.some((each) => overlaps(each, { startsAt, endsAt }))) return null;
  const isMoved = startsAt !== wish.startsAt || endsAt !== wish.endsAt;
  return { startsAt, endsAt, validityDays: isOver ? Math.max(days, wish.validityDays) : days, isMoved };
}

/** Behind what runs and waits, or at once where nothing does. */
function layWaiting(occupied: readonly Window[], wish: PlanWish, now: number): Laid | null {
  const chainEnd = occupied.reduce((end, each) => Math.max(end, each.endsAt), now);
  if (chainEnd - wish.startsAt > DAY_MS) return null;
  const days = wholeDays(wish.endsAt - wish.startsAt);
  const endsAt = chainEnd + days * DAY_MS;
  return { startsAt: chainEnd, endsAt, validityDays: days, isMoved: chainEnd !== wish.startsAt };
}

/**
 * Where a plan was whose payment alone is known: from the payment for as long as it was sold for, as far as that is free and past; what runs
 * is in the source. Where nothing is free it lasts no time.
 */
export function layUnlisted(
  occupied: readonly Window[],
  { at, validityDays, isTopup }: { at: number; validityDays: number; isTopup: boolean },
  now: number,
): Laid {
  const until = Math.min(at + validityDays * DAY_MS, now);
  const nowhere = { startsAt: at, endsAt: at, validityDays, isMoved: false };
  if (isTopup) return until > at ? { ...nowhere, endsAt: until } : nowhere;
  let startsAt = at;
  for (const each of [...occupied].sort((one, other) => one.startsAt - other.startsAt)) {
    if (each.startsAt <= startsAt && startsAt < each.endsAt) startsAt = each.endsAt;
  }
  const next = occupied.filter((each) => each.startsAt >= startsAt && each.endsAt > each.startsAt);
  const endsAt = Math.min(startsAt + validityDays * DAY_MS, now, ...next.map((each) => each.startsAt));
  return endsAt > startsAt ? { ...nowhere, startsAt, endsAt } : nowhere;
}

/** A start a little before the end of the plan before it is that end. */
function afterEndsWithin(occupied: readonly Window[], startsAt: number, toleranceMs: number): number {
  const before = occupied.filter((each) => each.startsAt <= startsAt && startsAt < each.endsAt);
  const end = Math.max(startsAt, ...before.map((each) => each.endsAt));
  return end - startsAt <= toleranceMs ? end : startsAt;
}

function overlaps(one: Window, other: Window): boolean {
  return one.startsAt < other.endsAt && other.startsAt < one.endsAt;
}

/** Days of 24 hours, at least one; a started day counts, but for the first hour of it. */
function wholeDays(ms: number): number {
  return Math.max(1, Math.ceil((ms - HOUR_MS) / DAY_MS));
}
