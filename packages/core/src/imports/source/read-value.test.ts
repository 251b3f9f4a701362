import fc from "fast-check";
import { expect, it } from "vitest";
import { bytesOfGb, instantOf, intOf, isTrue, minorUnitsOf, textOf } from "./read-value.ts";

it("turns decimals into minor units by their digits, never through a float", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), fc.integer({ min: 0, max: 4 }), (minor, zeros) => {
      const text = `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, "0")}${"0".repeat(zeros)}`;
      expect(minorUnitsOf(text, 2)).toBe(minor);
    }),
  );
  expect(minorUnitsOf("19.99", 2)).toBe(1_999);
  expect(minorUnitsOf("0.07", 2)).toBe(7);
  expect(minorUnitsOf("299", 2)).toBe(29_900);
  expect(minorUnitsOf("1500", 0)).toBe(1_500);
});

it.each(["19.995", "-1", "0", "0.00", "NaN", "1e3", "", "ten", "10000000.01", "1,000", null])(
  "takes %j for no amount",
  (text) => {
    expect(minorUnitsOf(text, 2)).toBeNull();
  },
);

it("turns GB of 1024^3 into whole bytes", () => {
  expect(bytesOfGb("1.5")).toBe(1_610_612_736);
  expect(bytesOfGb("0.1")).toBe(107_374_182);
  expect(bytesOfGb("0")).toBe(0);
  expect(bytesOfGb("-1")).toBeNull();
  expect(bytesOfGb("2000000")).toBeNull();
});

it("reads times without a zone as UTC, and those with one as they say", () => {
  expect(instantOf("2026-01-02T03:04:05")).toEqual(new Date("2026-01-02T03:04:05Z"));
  expect(instantOf("2026-01-02 03:04:05.123456")).toEqual(new Date("2026-01-02T03:04:05.123Z"));
  expect(instantOf("2026-01-02 03:04:05+05:30")).toEqual(new Date("2026-01-01T21:34:05Z"));
  expect(instantOf("2026-01-02 03:04:05.5+00")).toEqual(new Date("2026-01-02T03:04:05.500Z"));
  expect(instantOf("2026-01-02")).toEqual(new Date("2026-01-02T00:00:00Z"));
  for (const text of [
    "2026-02-01T00:00:00x",
    "2026-02-31T00:00:00",
    "yesterday",
    "1999-12-31T00:00:00",
    "2026-13-01T00:00:00",
    null,
  ]) {
    expect(instantOf(text)).toBeNull();
  }
});

it("reads texts without control characters, booleans of three languages and whole numbers", () => {
  expect(textOf({ name: " Asha\u0000\nRao " }, "name")).toBe("Asha Rao");
  expect(textOf({ name: "  " }, "name")).toBeNull();
  expect(["true", "t", "1"].map((text) => isTrue({ on: text }, "on"))).toEqual([true, true, true]);
  expect(isTrue({ on: true }, "on")).toBe(true);
  expect(isTrue({ on: "f" }, "on")).toBe(false);
  expect([intOf({ days: "28" }, "days"), intOf({ days: "28.0" }, "days"), intOf({ days: "28.5" }, "days")]).toEqual([
    28,
    28,
    null,
  ]);
});
