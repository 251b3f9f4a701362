import fc from "fast-check";
import { expect, it } from "vitest";
import { type Drawable, rateEvent } from "./rate-event.ts";

const CYCLE = "cycle";
const DAYS = ["2026-03-01", "2026-03-02"];

type Plan = { allowance: number | null; used: number; dailyLimit: number | null; days: number[] };

const aPlan: fc.Arbitrary<Plan> = fc.record({
  allowance: fc.option(fc.nat(40)),
  used: fc.nat(40),
  dailyLimit: fc.option(fc.nat(15)),
  days: fc.array(fc.nat(15), { minLength: DAYS.length, maxLength: DAYS.length }),
});
const aCase = fc.record({
  plans: fc.array(aPlan, { maxLength: 5 }),
  amount: fc.integer({ min: 1, max: 120 }),
  day: fc.constantFrom(...DAYS),
  overage: fc.option(fc.constant(CYCLE)),
});

function drawable({ allowance, used, dailyLimit, days }: Plan, index: number): Drawable {
  const held = allowance === null ? used : Math.min(used, allowance);
  const byDay = DAYS.map((day, at) => [day, { used: Math.min(days[at] ?? 0, dailyLimit ?? 0) }] as const);
  return { id: `bucket ${index}`, allowance, used: held, dailyLimit, days: new Map(byDay) };
}

/** The rule the slow way: one unit after the other looks for the first bucket that has room for it. */
function unitByUnit(amount: number, day: string, buckets: readonly Drawable[], overage: string | null) {
  const taken = new Map<string, number>();
  for (let unit = 0; unit < amount; unit += 1) {
    const giver = buckets.find((bucket) => {
      const drawn = taken.get(bucket.id) ?? 0;
      const hasRoom = bucket.allowance === null || bucket.used + drawn < bucket.allowance;
      const dayUsed = (bucket.days.get(day)?.used ?? 0) + drawn;
      return hasRoom && (bucket.dailyLimit === null || dayUsed < bucket.dailyLimit);
    });
    const name = giver?.id ?? overage ?? "uncovered";
    taken.set(name, (taken.get(name) ?? 0) + 1);
  }
  return taken;
}

it("splits every event as looking unit by unit for the first bucket with room does", () => {
  fc.assert(
    fc.property(aCase, ({ plans, amount, day, overage }) => {
      const buckets = plans.map(drawable);
      const splits = rateEvent({ amount, day }, { buckets, overageOfCycleId: overage });
      const named = splits.map((split) => {
        if ("bucketId" in split) return [split.bucketId, split.amount] as const;
        return ["uncovered" in split ? "uncovered" : split.overageOfCycleId, split.amount] as const;
      });
      expect(new Map(named)).toEqual(unitByUnit(amount, day, buckets, overage));
      expect(named).toHaveLength(new Map(named).size);
      expect(splits.reduce((sum, split) => sum + split.amount, 0)).toBe(amount);
      expect(splits.every((split) => split.amount > 0)).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

it("leaves the buckets as they are", () => {
  const bucket = drawable({ allowance: 5, used: 0, dailyLimit: null, days: [0, 0] }, 0);
  const before = structuredClone(bucket);
  rateEvent({ amount: 9, day: "2026-03-01" }, { buckets: [bucket], overageOfCycleId: null });
  expect(bucket).toEqual(before);
});
