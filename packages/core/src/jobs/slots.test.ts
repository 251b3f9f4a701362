import fc from "fast-check";
import { expect, it } from "vitest";
import { minuteSlots, patternSlots, type Slots, slotId } from "./slots.ts";

const at = (text: string) => new Date(text);

it("finds the latest and the next slot of a pattern, a slot at the very instant included", () => {
  const slots = patternSlots("*/30 * * * * *", "Asia/Kolkata");
  expect(slots.latest(at("2026-11-23T12:00:29.999Z"))).toEqual(at("2026-11-23T12:00:00Z"));
  expect(slots.latest(at("2026-11-23T12:00:30.000Z"))).toEqual(at("2026-11-23T12:00:30Z"));
  expect(slots.next(at("2026-11-23T12:00:30.000Z"))).toEqual(at("2026-11-23T12:01:00Z"));
  expect(slots.next(at("2026-11-23T12:00:29.999Z"))).toEqual(at("2026-11-23T12:00:30Z"));
});

it("means the operator's night by a nightly pattern", () => {
  const slots = patternSlots("0 3 * * *", "Asia/Kolkata");
  expect(slots.latest(at("2026-11-23T12:00:00Z"))).toEqual(at("2026-11-22T21:30:00Z"));
  expect(slots.next(at("2026-11-23T12:00:00Z"))).toEqual(at("2026-11-23T21:30:00Z"));
});

it("counts slots of a setting's minutes from 1970, so that workers agree on them", () => {
  const slots = minuteSlots(7);
  const latest = slots.latest(at("2026-11-23T12:00:00Z"));
  expect(latest.getTime() % (7 * 60_000)).toBe(0);
  expect(slots.latest(slots.next(latest))).toEqual(slots.next(latest));
  expect(slots.next(latest).getTime() - latest.getTime()).toBe(7 * 60_000);
});

it("gives a slot of a job the same id everywhere, and every other slot and job another one", () => {
  const slot = at("2026-11-23T12:00:00Z");
  expect(slotId("audit.seal", slot)).toBe(slotId("audit.seal", new Date(slot)));
  expect(slotId("audit.seal", slot)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const ids = [
    slotId("audit.seal", slot),
    slotId("audit.books", slot),
    slotId("audit.seal", at("2026-11-23T12:01:00Z")),
  ];
  expect(new Set(ids).size).toBe(3);
});

it("puts every instant between its latest and its next slot, so that none is missed or met twice", () => {
  const schedules: Slots[] = [
    patternSlots("*/30 * * * * *", "Asia/Kolkata"),
    patternSlots("10 2 * * *", "Europe/Berlin"),
    patternSlots("*/15 * * * *", "America/New_York"),
    minuteSlots(7),
  ];
  const instant = fc.date({ min: at("2026-01-01T00:00:00Z"), max: at("2028-01-01T00:00:00Z"), noInvalidDate: true });
  fc.assert(
    fc.property(instant, fc.constantFrom(...schedules), (now, slots) => {
      const [latest, next] = [slots.latest(now), slots.next(now)];
      expect(latest <= now && now < next).toBe(true);
      expect(slots.latest(next)).toEqual(next);
      expect(slots.latest(new Date(next.getTime() - 1))).toEqual(latest);
    }),
    { numRuns: 300 },
  );
});
