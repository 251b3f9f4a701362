import fc from "fast-check";
import { expect, it } from "vitest";
import { latestSlot, nextSlot, type ScheduleRule } from "./backup-schedule.ts";

const daily: ScheduleRule = { frequency: "daily", atMinute: 120, weekday: 1, monthDay: 1 };
const at = (text: string) => new Date(text);
const iso = (slot: Date | null) => slot?.toISOString() ?? null;

it("means the operator's two in the morning, wherever the operator is", () => {
  const now = at("2026-11-23T12:00:00Z");
  expect(iso(latestSlot(daily, "Asia/Kolkata", now))).toBe("2026-11-22T20:30:00.000Z");
  expect(iso(nextSlot(daily, "Asia/Kolkata", now))).toBe("2026-11-23T20:30:00.000Z");
  expect(iso(latestSlot(daily, "America/New_York", now))).toBe("2026-11-23T07:00:00.000Z");
  expect(iso(latestSlot(daily, "UTC", at("2026-11-23T02:00:00Z")))).toBe("2026-11-23T02:00:00.000Z");
  expect(iso(nextSlot(daily, "UTC", at("2026-11-23T02:00:00Z")))).toBe("2026-11-24T02:00:00.000Z");
});

it("finds weekdays and days of the month over the ends of months and years", () => {
  const weekly: ScheduleRule = { ...daily, frequency: "weekly", weekday: 7 };
  const monthly: ScheduleRule = { ...daily, frequency: "monthly", monthDay: 28 };
  const now = at("2027-01-01T00:00:00Z");
  expect(iso(latestSlot(weekly, "UTC", now))).toBe("2026-12-27T02:00:00.000Z");
  expect(iso(nextSlot(weekly, "UTC", now))).toBe("2027-01-03T02:00:00.000Z");
  expect(iso(latestSlot(monthly, "UTC", now))).toBe("2026-12-28T02:00:00.000Z");
  expect(iso(nextSlot(monthly, "UTC", at("2027-02-28T03:00:00Z")))).toBe("2027-03-28T02:00:00.000Z");
});

it("knows no time where it is off", () => {
  const off: ScheduleRule = { ...daily, frequency: "off" };
  expect([
    latestSlot(off, "UTC", at("2026-11-23T12:00:00Z")),
    nextSlot(off, "UTC", at("2026-11-23T12:00:00Z")),
  ]).toEqual([null, null]);
});

it("keeps its time through summer time, and takes an hour that is left out as the one after it", () => {
  const zone = "America/New_York";
  expect(iso(nextSlot(daily, zone, at("2026-03-06T12:00:00Z")))).toBe("2026-03-07T07:00:00.000Z");
  // On 8 March the clocks go from two straight to three.
  expect(iso(nextSlot(daily, zone, at("2026-03-07T12:00:00Z")))).toBe("2026-03-08T07:00:00.000Z");
  expect(iso(nextSlot(daily, zone, at("2026-03-08T12:00:00Z")))).toBe("2026-03-09T06:00:00.000Z");
});

it("has no time between the latest and the next, whatever the rule and the instant", () => {
  const zones = ["UTC", "Asia/Kolkata", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"];
  fc.assert(
    fc.property(
      fc.record({
        frequency: fc.constantFrom("daily" as const, "weekly" as const, "monthly" as const),
        atMinute: fc.integer({ min: 0, max: 1_439 }),
        weekday: fc.integer({ min: 1, max: 7 }),
        monthDay: fc.integer({ min: 1, max: 28 }),
      }),
      fc.constantFrom(...zones),
      fc.date({ min: at("2024-01-01T00:00:00Z"), max: at("2030-01-01T00:00:00Z"), noInvalidDate: true }),
      (rule, zone, now) => {
        const [latest, next] = [latestSlot(rule, zone, now), nextSlot(rule, zone, now)];
        if (latest === null || next === null) throw new Error("a rule without a time");
        expect(latest <= now && now < next).toBe(true);
        expect(iso(latestSlot(rule, zone, next))).toBe(iso(next));
        expect(iso(nextSlot(rule, zone, latest))).toBe(iso(next));
      },
    ),
  );
});
