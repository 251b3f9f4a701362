import { describe, expect, it } from "vitest";
import { areNamed, EMPTY_ROW, extraOf, extraRows } from "./extra-rows.ts";

describe("fields of the operator's own in the editor", () => {
  const extra = { tone: "warm", weight: 3, isNew: true, places: ["home", "plans"], none: null };

  it("go back as they came where nobody touched them", () => {
    expect(extraOf(extraRows(extra))).toEqual(extra);
  });

  it("are text where somebody wrote them", () => {
    const [tone, weight] = extraRows({ tone: "warm", weight: 3 });
    expect(extraOf([{ ...tone, value: " calm " } as never, { ...weight, value: "4" } as never])).toEqual({
      tone: "calm",
      weight: "4",
    });
    expect(extraOf([{ ...EMPTY_ROW, key: " badge ", value: "3" }])).toEqual({ badge: "3" });
  });

  it("need names that a field may have, each once", () => {
    const named = (...keys: string[]) => areNamed(keys.map((key) => ({ ...EMPTY_ROW, key })));
    expect(named("badge", "badge_2")).toBe(true);
    expect(named()).toBe(true);
    for (const keys of [[""], ["2nd"], ["a b"], ["constructor"], ["x".repeat(41)], ["badge", " badge"]]) {
      expect(named(...keys), keys.join()).toBe(false);
    }
  });
});
