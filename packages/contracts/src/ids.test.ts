import fc from "fast-check";
import { expect, it } from "vitest";
import { idFloor, idRangeOfReference, idTime, newId, referenceFor } from "./ids.ts";

const anInstant = fc.date({ min: new Date("2020-01-01"), max: new Date("2200-01-01"), noInvalidDate: true });

it("carries its instant, and sorts after the floor of that instant", () => {
  fc.assert(
    fc.property(anInstant, (at) => {
      const id = newId(at);
      expect(idTime(id)).toEqual(at);
      expect(id >= idFloor(at)).toBe(true);
      expect(id < idFloor(new Date(at.getTime() + 1))).toBe(true);
    }),
  );
});

it("reads a reference back to a range that holds its id", () => {
  fc.assert(
    fc.property(anInstant, (at) => {
      const id = newId(at);
      const range = idRangeOfReference(referenceFor(id, "RC").toLowerCase());
      expect(range?.prefix).toBe("RC");
      expect(range && id >= range.from && id <= range.to).toBe(true);
    }),
  );
});

it("gives two ids of one millisecond different references", () => {
  const at = new Date("2026-11-23T10:00:00Z");
  const references = new Set(Array.from({ length: 5000 }, () => referenceFor(newId(at), "RC")));
  expect(references.size).toBe(5000);
});

it("takes no other text for a reference", () => {
  for (const text of ["", "RC-", "hello", "RC-1JQ8Z6T2K", "RC-1JQ8Z6T2K-UUUUUUU", "RC-1JQ8Z6T2K-ZZZZZZZ"]) {
    expect(idRangeOfReference(text)).toBeNull();
  }
});
