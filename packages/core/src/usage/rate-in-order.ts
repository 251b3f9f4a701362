import type { UsageSplit } from "@nexa/db";
import type { LinedEvent } from "./claim-events.ts";
import { coverOf } from "./cover-of.ts";
import { type Crossing, crossingsOf } from "./crossings.ts";
import { type Bucket, draw } from "./ledger.ts";
import type { Covers } from "./load-covers.ts";
import type { ScopedLine } from "./lock-scope.ts";
import { rateEvent } from "./rate-event.ts";
import type { RatedEvent } from "./write-ratings.ts";

export type Rating = {
  events: RatedEvent[];
  /** The buckets that gave something. */
  drawn: Bucket[];
  crossings: Crossing[];
};

export type DatedEvent = LinedEvent & { day: string };

/** Rates events one after the other on what was loaded, drawing it down. No I/O. */
export function rateInOrder(
  events: readonly DatedEvent[],
  scope: ReadonlyMap<string, ScopedLine>,
  covers: Covers,
  { now, lowBalanceBytes }: { now: Date; lowBalanceBytes: number },
): Rating {
  const drawn = new Set<Bucket>();
  const crossings: Crossing[] = [];
  const rated = events.map((event): RatedEvent => {
    const line = scope.get(event.lineId);
    if (!line) throw new Error(`the line ${event.lineId} is not locked`);
    const { kind, startedAt } = event;
    const cover = coverOf(covers, line, { kind, startedAt, now });
    const splits = rateEvent(event, cover);
    for (const { bucket, amount } of drawsOf(splits, cover.buckets)) {
      for (const crossing of drawAndJudge(bucket, amount, event.day, lowBalanceBytes)) {
        crossings.push({ kind: crossing, bucket, lineId: event.lineId, day: event.day });
      }
      drawn.add(bucket);
    }
    return { ...event, splits };
  });
  return { events: rated, drawn: [...drawn], crossings };
}

function drawsOf(splits: readonly UsageSplit[], buckets: readonly Bucket[]): { bucket: Bucket; amount: number }[] {
  return splits.flatMap((split) => {
    const bucket = "bucketId" in split ? buckets.find((each) => each.id === split.bucketId) : undefined;
    return bucket ? [{ bucket, amount: split.amount }] : [];
  });
}

function drawAndJudge(bucket: Bucket, amount: number, day: string, lowBalanceBytes: number) {
  const { allowance, dailyLimit } = bucket;
  const onDay = () => bucket.days.get(day)?.used ?? 0;
  const before = { used: bucket.used, onDay: onDay() };
  draw(bucket, amount, day);
  if (bucket.kind !== "data") return [];
  const used = { before: before.used, after: bucket.used };
  const usedOnDay = { before: before.onDay, after: onDay() };
  return crossingsOf({ allowance, dailyLimit, isExtra: bucket.of.isExtra, used, usedOnDay }, lowBalanceBytes);
}
