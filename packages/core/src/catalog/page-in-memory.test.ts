import { encodeCursor } from "@nexa/contracts";
import { array, assert, boolean, integer, property, uniqueArray } from "fast-check";
import { describe, expect, it } from "vitest";
import { type Order, pageInMemory } from "./page-in-memory.ts";

type Row = { id: string; value: number };

function orderBy(isDescending: boolean): Order<Row> {
  return { name: "value", isDescending, keyOf: (row) => row.value, idOf: (row) => row.id };
}

function allPages(rows: readonly Row[], order: Order<Row>, limit: number, between: () => readonly Row[] = () => rows) {
  const seen: Row[] = [];
  let cursor: string | undefined;
  let current = rows;
  do {
    const page = pageInMemory(current, order, { limit, cursor });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    seen.push(...page.items);
    cursor = page.nextCursor ?? undefined;
    current = between();
  } while (cursor !== undefined);
  return seen;
}

const rowsOf = (values: number[]): Row[] =>
  values.map((value, index) => ({ id: String(index).padStart(4, "0"), value }));

describe("pageInMemory", () => {
  it("gives pages that together are the whole sorted list, with any ties", async () => {
    await assert(
      property(
        array(integer({ min: 0, max: 5 }), { maxLength: 40 }),
        boolean(),
        integer({ min: 1, max: 7 }),
        (values, down, limit) => {
          const rows = rowsOf(values);
          const whole = pageInMemory(rows, orderBy(down), { limit: 500 }).items;
          expect(allPages(rows, orderBy(down), limit)).toEqual(whole);
          const sorted = whole.map((row) => row.value);
          expect(sorted).toEqual([...values].sort((a, b) => (down ? b - a : a - b)));
        },
      ),
    );
  });

  it("neither repeats nor hides rows that stay while others come and go between pages", async () => {
    const keep = uniqueArray(integer({ min: 0, max: 99 }), { minLength: 5, maxLength: 30 });
    await assert(
      property(keep, keep, boolean(), (staying, coming, down) => {
        const stay = rowsOf(staying);
        const come = coming.map((value, index) => ({ id: `new-${String(index)}`, value }));
        const seen = allPages(stay, orderBy(down), 3, () => [...come, ...stay]);
        const stayed = seen.filter((row) => !row.id.startsWith("new"));
        expect(stayed).toEqual(pageInMemory(stay, orderBy(down), { limit: 500 }).items);
        expect(new Set(seen.map((row) => row.id)).size).toBe(seen.length);
      }),
    );
  });

  it("refuses a cursor that was not made by this order", () => {
    const rows = rowsOf([1, 2]);
    const bad = [
      "garbage",
      "%%%",
      encodeCursor(["price", 1, "0000"]),
      encodeCursor(["value", null, "0000"]),
      encodeCursor([1, 2]),
    ];
    for (const cursor of bad) {
      expect(() => pageInMemory(rows, orderBy(false), { limit: 1, cursor })).toThrow(
        expect.objectContaining({ reason: "request.badCursor" }),
      );
    }
  });
});
