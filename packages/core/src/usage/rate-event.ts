import type { UsageSplit } from "@nexa/db";

/** A bucket as the rule sees it. Amounts in bytes, seconds or messages. */
export type Drawable = {
  readonly id: string;
  /** Null: not limited. */
  readonly allowance: number | null;
  readonly used: number;
  /** What it gives on one day of the operator at most; null where days do not matter. */
  readonly dailyLimit: number | null;
  readonly days: ReadonlyMap<string, { readonly used: number }>;
};

/** What covers an event, first to be used first, and whose overage the rest is: null where the rest is not covered. */
export type Cover<B extends Drawable = Drawable> = {
  readonly buckets: readonly B[];
  readonly overageOfCycleId: string | null;
};

/**
 * How one event is split: bucket after bucket gives what it has left, at most its daily limit on the event's day; what remains is
 * overage of the cycle or uncovered. The splits sum to the amount, and none is zero. Rule: design, domain, Usage.
 */
export function rateEvent(event: { readonly amount: number; readonly day: string }, cover: Cover): UsageSplit[] {
  const splits: UsageSplit[] = [];
  let rest = event.amount;
  for (const bucket of cover.buckets) {
    const amount = Math.min(rest, roomIn(bucket, event.day));
    if (amount > 0) splits.push({ bucketId: bucket.id, amount });
    rest -= Math.max(0, amount);
    if (rest === 0) return splits;
  }
  const { overageOfCycleId } = cover;
  splits.push(overageOfCycleId === null ? { uncovered: true, amount: rest } : { overageOfCycleId, amount: rest });
  return splits;
}

function roomIn(bucket: Drawable, day: string): number {
  const left = bucket.allowance === null ? Number.POSITIVE_INFINITY : bucket.allowance - bucket.used;
  if (bucket.dailyLimit === null) return left;
  return Math.min(left, bucket.dailyLimit - (bucket.days.get(day)?.used ?? 0));
}
