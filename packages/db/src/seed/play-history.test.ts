import { idTime, parsePhone } from "@nexa/contracts";
import { expect, it } from "vitest";
import { createAgenda } from "./agenda.ts";
import { DAY, dayStart, dayWeight, HOUR, officeMoment } from "./calendar.ts";
import { createDatedIds } from "./dated-id.ts";
import { createPhones } from "./phones.ts";
import { createChance } from "./prng.ts";

const SATURDAY = Date.parse("2026-07-18T06:30:00Z");

it("draws the same from the same seed, and independently from forks", () => {
  const draw = (seed: number) => Array.from({ length: 5 }, () => 0).map(createChance(seed).next);
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
  const [used, fresh] = [createChance(3), createChance(3)];
  used.next();
  expect(used.fork("a").next()).toBe(fresh.fork("a").next());
  expect(fresh.fork("a").next()).not.toBe(fresh.fork("b").next());
});

it.each([1, 2, 3])("lets things happen in time order, those of one instant as they were planned (seed %i)", (seed) => {
  const chance = createChance(seed);
  const times = Array.from({ length: 200 }, () => chance.between(0, 50));
  const agenda = createAgenda();
  const happened: [number, number][] = [];
  for (const [order, at] of times.entries()) agenda.add(at, () => happened.push([at, order]));
  agenda.run(40);
  const expected = times.map((at, order): [number, number] => [at, order]).filter(([at]) => at <= 40);
  expect(happened).toEqual(expected.sort((one, other) => one[0] - other[0] || one[1] - other[1]));
});

it("makes ids that carry their time and sort by it", () => {
  const newId = createDatedIds(createChance(1));
  const ids = [SATURDAY, SATURDAY, SATURDAY + 1].map(newId);
  expect(ids).toEqual([...ids].sort());
  expect(ids.map((id) => idTime(id).getTime())).toEqual([SATURDAY, SATURDAY, SATURDAY + 1]);
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

it("makes valid mobile numbers, each once and none that is taken", () => {
  const newPhone = createPhones(createChance(1), []);
  const first = newPhone();
  const again = createPhones(createChance(1), [first]);
  const phones = Array.from({ length: 500 }, again);
  expect(new Set([first, ...phones]).size).toBe(501);
  expect(phones.every((phone) => parsePhone(phone, "IN") === phone)).toBe(true);
});

it("knows India's days: weekends, pay days and the week before Diwali are busy", () => {
  expect(dayStart(SATURDAY)).toBe(Date.parse("2026-07-17T18:30:00Z"));
  expect(dayWeight(SATURDAY)).toBeGreaterThan(dayWeight(SATURDAY + 3 * DAY));
  const wednesdays = ["2026-07-01", "2026-07-22", "2026-11-04"].map((day) => dayWeight(Date.parse(`${day}T06:00:00Z`)));
  expect(wednesdays[0]).toBeGreaterThan(wednesdays[1] ?? 0);
  expect(wednesdays[2]).toBeGreaterThan(wednesdays[0] ?? 0);
});

it("has staff at their desks from Monday to Saturday", () => {
  const evening = dayStart(SATURDAY) + 20 * HOUR;
  const at = officeMoment(evening, createChance(1));
  expect(dayStart(at)).toBe(dayStart(SATURDAY) + 2 * DAY);
  expect(at - dayStart(at)).toBeLessThan(10 * HOUR);
});
