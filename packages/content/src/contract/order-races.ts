import { describe, expect, it } from "vitest";
import type { ContentBench } from "./content-store-contract.ts";
import { anId, createFaqs, faq, key } from "./samples.ts";

export function describeOrderRaces(bench: () => ContentBench): void {
  describe("order in races", () => {
    it("leaves one whole order of twenty that are set at once", async () => {
      const { store, other } = bench();
      const ids = (await createFaqs(store, ["A?", "B?", "C?", "D?", "E?"])).map((each) => each.id);
      const orders = Array.from({ length: 20 }, (_, i) => [...ids.slice(i % 5), ...ids.slice(0, i % 5)]);
      await Promise.all(orders.map((order, i) => (i % 2 ? store : other).reorder("faq", "en", order)));
      const { documents } = await store.list({ kind: "faq", locale: "en" });
      expect(orders).toContainEqual(documents.map((each) => each.id));
      expect(documents.map((each) => each.position)).toEqual([0, 1, 2, 3, 4]);
    });

    it("loses no document that is created or deleted while siblings are reordered", async () => {
      const { store, other } = bench();
      const ids = (await createFaqs(store, ["A?", "B?", "C?"])).map((each) => each.id);
      const born = Array.from({ length: 10 }, anId);
      const work = [
        ...born.map((id, i) => store.create(faq(`new ${i}`), { id, at: "2026-11-23T09:00:00.000Z" })),
        ...born.map(() => other.reorder("faq", "en", ids.toReversed())),
        other.delete("faq", ids[1] ?? ""),
      ];
      const refusals = (await Promise.allSettled(work)).flatMap((each) =>
        each.status === "rejected" ? [each.reason.code] : [],
      );
      expect(new Set([...refusals, "siblingsChanged"])).toEqual(new Set(["siblingsChanged"]));
      const { documents, total } = await store.list({ kind: "faq" });
      expect(total).toBe(12);
      expect(new Set(documents.map((each) => each.id))).toEqual(new Set([ids[0], ids[2], ...born]));
      await store.reorder("faq", "en", documents.map((each) => each.id).toReversed());
      expect((await store.list({ kind: "faq" })).documents.map((each) => each.id)).toEqual(
        documents.map((each) => each.id).toReversed(),
      );
    });

    it("creates many at once, each with a place of its own", async () => {
      const { store, other } = bench();
      await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? store : other).create(faq(`Q ${i}`), key())));
      const { documents } = await store.list({ kind: "faq" });
      expect(documents.map((each) => each.position)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    });
  });
}
