import fc from "fast-check";
import { expect, it } from "vitest";
import { layListed, layUnlisted, type Window } from "./lay-plans.ts";

const DAY = 86_400_000;
const NOW = 1_000 * DAY;
const wish = (startsAt: number, endsAt: number) => ({ startsAt, endsAt, validityDays: 28, isTopup: false });

it("leaves a plan where it was, and gives it the days that it lasts", () => {
  expect(layListed([], wish(NOW - 60 * DAY, NOW - 32 * DAY), NOW)).toEqual({
    ...{ startsAt: NOW - 60 * DAY, endsAt: NOW - 32 * DAY, validityDays: 28, isMoved: false },
  });
  expect(layListed([], wish(NOW - 40 * DAY, NOW - 2 * DAY), NOW)).toMatchObject({ validityDays: 38 });
  expect(layListed([], wish(NOW - DAY, NOW + 27 * DAY + 500), NOW)).toMatchObject({
    endsAt: NOW + 27 * DAY,
    validityDays: 28,
  });
});

it("refuses what overlaps, takes a few seconds for a boundary", () => {
  const occupied = [{ startsAt: NOW - 60 * DAY, endsAt: NOW - 32 * DAY }];
  expect(layListed(occupied, wish(NOW - 40 * DAY, NOW - 12 * DAY), NOW)).toBeNull();
  expect(layListed(occupied, wish(NOW - 32 * DAY - 5_000, NOW - 4 * DAY), NOW)).toMatchObject({
    startsAt: NOW - 32 * DAY,
  });
});

it("puts what waits behind what runs, without a gap, or lets it start where nothing runs", () => {
  const occupied = [{ startsAt: NOW - DAY, endsAt: NOW + 27 * DAY }];
  expect(layListed(occupied, wish(NOW + 30 * DAY, NOW + 58 * DAY), NOW)).toMatchObject({
    ...{ startsAt: NOW + 27 * DAY, endsAt: NOW + 55 * DAY, isMoved: true },
  });
  expect(layListed([], wish(NOW + 3 * DAY, NOW + 31 * DAY), NOW)).toMatchObject({
    startsAt: NOW,
    endsAt: NOW + 28 * DAY,
  });
  expect(layListed(occupied, wish(NOW + 10 * DAY, NOW + 38 * DAY), NOW)).toBeNull();
});

it("lets a top-up begin at once, over any base plan", () => {
  const occupied = [{ startsAt: NOW - DAY, endsAt: NOW + 27 * DAY }];
  const topup = { ...wish(NOW + DAY, NOW + 7 * DAY), isTopup: true };
  expect(layListed(occupied, topup, NOW)).toEqual({
    ...{ startsAt: NOW, endsAt: NOW + 7 * DAY, validityDays: 7, isMoved: true },
  });
});

it("never overlaps and never runs on, wherever payments without a plan lie", () => {
  const day = fc.integer({ min: 0, max: 999 });
  fc.assert(
    fc.property(fc.array(fc.tuple(day, fc.integer({ min: 1, max: 90 })), { maxLength: 30 }), (sales) => {
      const occupied: Window[] = [];
      for (const [at, validityDays] of sales) {
        const laid = layUnlisted(occupied, { at: at * DAY, validityDays, isTopup: false }, NOW);
        expect(laid.endsAt).toBeLessThanOrEqual(NOW);
        expect(laid.endsAt - laid.startsAt).toBeLessThanOrEqual(validityDays * DAY);
        expect(laid.startsAt).toBeGreaterThanOrEqual(at * DAY);
        if (laid.endsAt === laid.startsAt) continue;
        for (const each of occupied) expect(each.startsAt < laid.endsAt && laid.startsAt < each.endsAt).toBe(false);
        occupied.push(laid);
      }
    }),
  );
});
