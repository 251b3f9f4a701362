import { expect, it } from "vitest";
import { operatorDays } from "./operator-days.ts";

it("begins the day at midnight of the operator's time zone, also where half hours and summer time shift it", () => {
  const kolkata = operatorDays("Asia/Kolkata");
  expect(kolkata.dayOf(new Date("2026-03-02T18:29:59.999Z"))).toBe("2026-03-02");
  expect(kolkata.dayOf(new Date("2026-03-02T18:30:00Z"))).toBe("2026-03-03");
  expect(kolkata.nextMidnight(new Date("2026-03-02T18:30:00Z"))).toEqual(new Date("2026-03-03T18:30:00Z"));
  const berlin = operatorDays("Europe/Berlin");
  expect(berlin.nextMidnight(new Date("2026-03-28T23:30:00Z"))).toEqual(new Date("2026-03-29T22:00:00Z"));
  expect(berlin.nextMidnight(new Date("2026-10-24T22:00:00Z"))).toEqual(new Date("2026-10-25T23:00:00Z"));
});

it("counts days across months and years", () => {
  const { shift } = operatorDays("Asia/Kolkata");
  expect([shift("2026-03-01", -1), shift("2026-12-31", 1), shift("2026-03-29", 0)]).toEqual([
    "2026-02-28",
    "2027-01-01",
    "2026-03-29",
  ]);
});
