import { describe, expect, it } from "vitest";
import type { ContentBench } from "./content-store-contract.ts";
import { anId, carousel, createFaqs, faq, key, LATER } from "./samples.ts";

export function describeChanges(bench: () => ContentBench): void {
  describe("changes", () => {
    it("changes the fields that are given and leaves the rest", async () => {
      const { store, other } = bench();
      const created = await store.create(faq("A?", { category: "Billing", extra: { a: 1 } }), key());
      const change = { answer: "Yes.", category: null, imageUrl: undefined };
      const changed = await store.update("faq", created.id, change, { revision: 1, at: LATER });
      expect(changed).toEqual({ ...created, answer: "Yes.", category: null, revision: 2, updatedAt: LATER });
      expect(await other.get("faq", created.id)).toEqual(changed);
      expect((await store.list({ kind: "faq", category: "Billing" })).total).toBe(0);
    });

    it("refuses a change to a revision that is not there any more, and changes nothing", async () => {
      const { store } = bench();
      const { id } = await store.create(faq("A?"), key());
      await store.update("faq", id, { answer: "1" }, { revision: 1, at: LATER });
      await expect(store.update("faq", id, { answer: "2" }, { revision: 1, at: LATER })).rejects.toMatchObject({
        code: "revisionConflict",
      });
      await expect(store.delete("faq", id, { revision: 1 })).rejects.toMatchObject({ code: "revisionConflict" });
      expect(await store.get("faq", id)).toMatchObject({ answer: "1", revision: 2 });
    });

    it("refuses a change that would make it invalid", async () => {
      const { store } = bench();
      const { id } = await store.create(carousel("A", { planId: anId() }), key());
      const change = { categoryId: anId() };
      await expect(store.update("carousel", id, change, { revision: 1, at: LATER })).rejects.toMatchObject({
        code: "invalid",
      });
      expect(await store.get("carousel", id)).toMatchObject({ revision: 1, categoryId: null });
    });

    it("lets one of twenty changes of one revision through", async () => {
      const { store, other } = bench();
      const { id } = await store.create(faq("A?"), key());
      const changes = Array.from({ length: 20 }, (_, i) =>
        (i % 2 ? store : other).update("faq", id, { answer: `answer ${i}` }, { revision: 1, at: LATER }),
      );
      const outcomes = await Promise.allSettled(changes);
      const won = outcomes.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
      const codes = outcomes.flatMap((each) => (each.status === "rejected" ? [each.reason.code] : []));
      expect(won).toHaveLength(1);
      expect(new Set(codes)).toEqual(new Set(["revisionConflict"]));
      expect(await store.get("faq", id)).toEqual(won[0]);
    });

    it("takes a document away once, and answers what it was", async () => {
      const { store, other } = bench();
      const [first, second] = await createFaqs(store, ["A?", "B?"]);
      const outcomes = await Promise.allSettled([
        store.delete("faq", first?.id ?? ""),
        other.delete("faq", first?.id ?? ""),
      ]);
      const gone = outcomes.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
      expect(gone).toEqual([first]);
      expect((await store.list({ kind: "faq" })).documents).toEqual([{ ...second, position: 0 }]);
    });
  });
}
