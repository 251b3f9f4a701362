import fc from "fast-check";
import { expect, it } from "vitest";
import { isPermutation, moveToFront, relayQueue } from "./queue.ts";

const DAY_MS = 86_400_000;

const aPlan = fc.record({ id: fc.uuid(), validityDays: fc.integer({ min: 1, max: 365 }) });
const aQueue = fc.record({
  now: fc.date({ min: new Date("2025-01-01T00:00:00Z"), max: new Date("2030-01-01T00:00:00Z"), noInvalidDate: true }),
  leftMs: fc.option(fc.integer({ min: 1, max: 400 * DAY_MS }), { nil: null }),
  waiting: fc.uniqueArray(aPlan, { selector: (plan) => plan.id, maxLength: 12 }),
});
type Queue = { now: Date; leftMs: number | null; waiting: { id: string; validityDays: number }[] };

function lay({ now, leftMs, waiting }: Queue) {
  const running = leftMs === null ? null : { endsAt: new Date(now.getTime() + leftMs) };
  return { start: running?.endsAt ?? now, placements: relayQueue({ now, running, waiting }) };
}

it("lays waiting plans without gap or overlap, each for the whole of its validity", () => {
  fc.assert(
    fc.property(aQueue, (queue) => {
      const { start, placements } = lay(queue);
      let at = start.getTime();
      for (const [index, placement] of placements.entries()) {
        const plan = queue.waiting[index];
        expect(placement.id).toBe(plan?.id);
        expect(placement.startsAt.getTime()).toBe(at);
        at += (plan?.validityDays ?? 0) * DAY_MS;
        expect(placement.endsAt.getTime()).toBe(at);
      }
    }),
  );
});

it("ends the chain at the same instant whatever the order", () => {
  const queueAndOrder = aQueue.chain((queue) =>
    fc.tuple(
      fc.constant(queue),
      fc.shuffledSubarray(queue.waiting, { minLength: queue.waiting.length, maxLength: queue.waiting.length }),
    ),
  );
  fc.assert(
    fc.property(queueAndOrder, ([queue, reordered]) => {
      const before = lay(queue).placements.at(-1)?.endsAt;
      expect(lay({ ...queue, waiting: reordered }).placements.at(-1)?.endsAt).toEqual(before);
    }),
  );
});

it("starts the first plan now when the running one has ended before", () => {
  const now = new Date("2026-03-01T10:00:00Z");
  const running = { endsAt: new Date("2026-02-28T10:00:00Z") };
  expect(relayQueue({ now, running, waiting: [{ id: "a", validityDays: 1 }] })[0]?.startsAt).toEqual(now);
});

it("moves one plan to the front and keeps the order of the others", () => {
  expect(moveToFront(["a", "b", "c"], "c")).toEqual(["c", "a", "b"]);
});

it("knows a permutation from a list that misses, repeats or adds a plan", () => {
  expect(isPermutation(["b", "a"], ["a", "b"])).toBe(true);
  expect(isPermutation(["a"], ["a", "b"])).toBe(false);
  expect(isPermutation(["a", "a"], ["a", "b"])).toBe(false);
  expect(isPermutation(["a", "c"], ["a", "b"])).toBe(false);
  expect(isPermutation([], [])).toBe(true);
});
