import { newId, type UsageKind } from "@nexa/contracts";
import type { UsageSplit } from "@nexa/db";
import { allowancesOf, type UsageSource } from "./allowances.ts";
import type { Drawable } from "./rate-event.ts";

/** Something that gives allowances, with whose it is and for how long. */
export type RatedSource = UsageSource & {
  /** The line it is on; of a cycle or add-on the main line. */
  readonly lineId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** A top-up or add-on, beside the plan itself. */
  readonly isExtra: boolean;
  readonly buckets: Partial<Record<UsageKind, Bucket | null>>;
};

/** What a bucket gave on a day: `drawn` is the batch's part, `isStored` whether it gave something on it before. */
export type BucketDay = { used: number; drawn: number; isStored: boolean };

/** A bucket while a batch is rated: `drawn` is what the batch took, on top of what it held. */
export type Bucket = Omit<Drawable, "used" | "days"> & {
  readonly of: RatedSource;
  readonly kind: UsageKind;
  used: number;
  drawn: number;
  /** False for one that is made when the batch draws on it. */
  readonly isStored: boolean;
  readonly days: Map<string, BucketDay>;
};

export type StoredBucket = {
  id: string;
  source_id: string;
  kind: UsageKind;
  allowance: number | null;
  used: number;
};

/** The bucket of a source for a kind; null where it gives nothing of it. It is made here when nothing was drawn from it before. */
export function bucketOf(of: RatedSource, kind: UsageKind, now: Date): Bucket | null {
  const known = of.buckets[kind];
  if (known !== undefined) return known;
  const allowance = allowancesOf(of)[kind];
  const bucket = allowance === 0 ? null : openBucket(of, { id: newId(now), kind, allowance, used: 0 }, false);
  of.buckets[kind] = bucket;
  return bucket;
}

/** Puts a bucket on its source. */
export function openBucket(of: RatedSource, row: Omit<StoredBucket, "source_id">, isStored: boolean): Bucket {
  const { id, kind, allowance, used } = row;
  const dailyLimit = dailyLimitOf(of, kind);
  const bucket: Bucket = { id, of, kind, allowance, used, drawn: 0, dailyLimit, isStored, days: new Map() };
  of.buckets[kind] = bucket;
  return bucket;
}

/** The data a plan gives a day at most. Top-ups, add-ons and shared allowances know no days. */
export function dailyLimitOf({ terms, isExtra }: RatedSource, kind: UsageKind): number | null {
  return kind === "data" && !isExtra && "dailyDataLimitBytes" in terms ? terms.dailyDataLimitBytes : null;
}

/** Takes what an event drew out of a bucket. */
export function draw(bucket: Bucket, amount: number, day: string): void {
  bucket.used += amount;
  bucket.drawn += amount;
  if (bucket.dailyLimit === null) return;
  const given = bucket.days.get(day) ?? { used: 0, drawn: 0, isStored: false };
  given.used += amount;
  given.drawn += amount;
  bucket.days.set(day, given);
}

/** What no bucket gave, of an event's splits. */
export function uncoveredOf(splits: readonly UsageSplit[]): number {
  return splits.reduce((sum, split) => sum + ("uncovered" in split ? split.amount : 0), 0);
}
