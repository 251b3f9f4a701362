import { describe, expect, it } from "vitest";
import type { ContentBench } from "./content-store-contract.ts";
import { anId, createFaqs, questions } from "./samples.ts";

export function describeOrder(bench: () => ContentBench): void {
  describe("order", () => {
    it("lists in the order of creation, one locale after the other", async () => {
      const { store } = bench();
      await createFaqs(store, ["C?", "A?"], { locale: "hi" });
      await createFaqs(store, ["B?", "Z?"]);
      const { documents } = await store.list({ kind: "faq" });
      expect(documents.map((each) => [each.locale, each.question, each.position])).toEqual([
        ["en", "B?", 0],
        ["en", "Z?", 1],
        ["hi", "C?", 0],
        ["hi", "A?", 1],
      ]);
    });

    it("puts siblings into another order, and leaves other locales and revisions alone", async () => {
      const { store, other } = bench();
      const made = await createFaqs(store, ["A?", "B?", "C?"]);
      await createFaqs(store, ["X?", "Y?"], { locale: "hi" });
      const ids = made.map((each) => each.id);
      await store.reorder("faq", "en", ids.toReversed());
      expect(await questions(other)).toEqual(["C?", "B?", "A?"]);
      expect(await questions(other, "hi")).toEqual(["X?", "Y?"]);
      expect(await store.get("faq", ids[0] ?? "")).toMatchObject({ position: 2, revision: 1 });
    });

    it("refuses an order that leaves one out, names one twice or knows one that is not there", async () => {
      const { store } = bench();
      const made = await createFaqs(store, ["A?", "B?", "C?"]);
      const [hindi] = await createFaqs(store, ["X?"], { locale: "hi" });
      const [a = "", b = "", c = ""] = made.map((each) => each.id);
      for (const ids of [[a, b], [a, b, b], [a, b, c, anId()], [a, b, hindi?.id ?? ""], [a, b, "x"], []]) {
        await expect(store.reorder("faq", "en", ids)).rejects.toMatchObject({ code: "siblingsChanged" });
      }
      expect(await questions(store)).toEqual(["A?", "B?", "C?"]);
    });

    it("cuts pages and counts what matches", async () => {
      const { store } = bench();
      await createFaqs(store, ["A?", "B?", "C?"], { category: "Data" });
      await createFaqs(store, ["D?"], { category: "data" });
      await createFaqs(store, ["E?"], { category: "Data", state: "draft" });
      const published = await store.list(
        { kind: "faq", category: "Data", state: "published" },
        { offset: 1, limit: 1 },
      );
      expect(published.total).toBe(3);
      expect(published.documents.map((each) => each.question)).toEqual(["B?"]);
      expect((await store.list({ kind: "faq", state: "draft" })).documents.map((each) => each.question)).toEqual([
        "E?",
      ]);
      expect(await store.list({ kind: "faq" }, { offset: 5, limit: 5 })).toEqual({ documents: [], total: 5 });
    });
  });
}
