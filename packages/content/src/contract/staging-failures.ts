import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { ContentBench } from "./content-store-contract.ts";
import { AT, anId, createFaqs, header } from "./samples.ts";
import { aFaq, exported, failingAfter, fill, streamOf } from "./streams.ts";

export function describeStagingFailures(bench: () => ContentBench): void {
  describe("staging that fails", () => {
    it("leaves nothing behind where the stream breaks or is not valid", async () => {
      const { store } = bench();
      const before = await fill(store);
      const good = aFaq("A?", 0);
      const one = { ...header("One", "published"), position: 0, revision: 1, createdAt: AT, updatedAt: AT };
      const many = Array.from({ length: 150 }, (_, i) => aFaq(`Q${i}`, i));
      const token = randomUUID();
      await expect(store.stage(token, failingAfter(many))).rejects.toThrow("the archive ends here");
      await expect(store.stage(token, streamOf([good, good]))).rejects.toMatchObject({ code: "duplicate" });
      const two = [
        { ...one, id: anId() },
        { ...one, id: anId() },
      ];
      await expect(store.stage(token, streamOf(two))).rejects.toMatchObject({ code: "duplicate" });
      await expect(store.stage(token, streamOf([{ ...good, revision: 0 }]))).rejects.toMatchObject({ code: "invalid" });
      expect(await store.stages()).not.toContainEqual(expect.objectContaining({ token }));
      await expect(store.swap(token)).rejects.toMatchObject({ code: "notFound" });
      expect(await exported(store)).toEqual(before);
    });

    it("stages again under a token whose writer died", async () => {
      const { store, other } = bench();
      const token = randomUUID();
      const documents = Array.from({ length: 250 }, (_, i) => aFaq(`Q${i}`, 249 - i));
      await store.stage(token, streamOf(documents.slice(0, 120)));
      expect(await other.stage(token, streamOf(documents))).toMatchObject({ count: 250 });
      await store.swap(token);
      const { documents: seen } = await store.list({ kind: "faq" }, { limit: 2 });
      expect(seen.map((each) => each.question)).toEqual(["Q249", "Q248"]);
      await expect(store.stage(token, streamOf([]))).rejects.toMatchObject({ code: "duplicate" });
    });

    it("tells a writer whose content was replaced meanwhile", async () => {
      const { store, other } = bench();
      const work = Array.from({ length: 10 }, () => createFaqs(store, ["A?"]));
      const token = randomUUID();
      await other.stage(token, streamOf([]));
      const swapped = other.swap(token);
      const outcomes = await Promise.allSettled(work);
      await swapped;
      const kept = new Set((await store.list({ kind: "faq" })).documents.map((each) => each.id));
      for (const each of outcomes) {
        if (each.status === "rejected") expect(each.reason).toMatchObject({ code: "replaced" });
      }
      const written = outcomes.flatMap((each) => (each.status === "fulfilled" ? each.value : []));
      // Those that ended before the swap are in the content that was replaced, as a restore wants it.
      expect([...kept].every((id) => written.some((each) => each.id === id))).toBe(true);
    });
  });
}
