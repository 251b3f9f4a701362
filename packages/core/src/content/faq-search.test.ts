import { expect, it } from "vitest";
import { faqSearch } from "./faq-search.ts";

it("answers any search among as many long questions as there can be without holding others up", () => {
  const texts = Array.from({ length: 2_000 }, (_, each) => ({
    question: `Question number${each} about topic${each % 97}`,
    answer: `Word${each * 7} word${each * 11} `.repeat(60),
    category: null,
  }));
  const search = faqSearch(texts);
  const startedAt = performance.now();
  const asked = ["question", "wrod123 topci5", "a b c d e f g h i j k l m n", "numbre1999", "number1999"];
  expect(asked.map(search).at(-1)).toEqual([1_999]);
  expect((performance.now() - startedAt) / asked.length).toBeLessThan(250);
});
