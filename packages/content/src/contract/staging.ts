import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { ContentBench } from "./content-store-contract.ts";
import { createFaqs, questions } from "./samples.ts";
import { aFaq, exported, fill, streamOf } from "./streams.ts";

export function describeStaging(bench: () => ContentBench): void {
  describe("staging", () => {
    it("exports everything and takes it back as it was", async () => {
      const { store, other } = bench();
      const before = await fill(store);
      expect(before).toHaveLength(8);
      const token = randomUUID();
      expect(await store.stage(token, streamOf(before))).toEqual({ token, count: 8, isLive: false });
      await createFaqs(store, ["Not in the backup?"]);
      await store.delete("header", before[0]?.id ?? "");
      await store.swap(token);
      expect(await exported(other)).toEqual(before);
      expect((await store.list({ kind: "header", state: "published" })).total).toBe(2);
    });

    it("shows nothing of a stage until it is swapped in, and nothing of it once it is dropped", async () => {
      const { store, other } = bench();
      const before = await fill(store);
      const token = randomUUID();
      await store.stage(token, streamOf([aFaq("Staged?", 0)]));
      expect(await exported(other)).toEqual(before);
      expect(await other.stages()).toContainEqual({ token, count: 1, isLive: false });
      await store.dropStage(token);
      await store.dropStage(token);
      expect(await store.stages()).not.toContainEqual(expect.objectContaining({ token }));
      await expect(store.swap(token)).rejects.toMatchObject({ code: "notFound" });
      expect(await exported(other)).toEqual(before);
    });

    it("swaps once however often it is asked, and drops nothing that is seen", async () => {
      const { store, other } = bench();
      const token = randomUUID();
      await store.stage(token, streamOf([aFaq("Staged?", 0)]));
      await Promise.all([store.swap(token), other.swap(token), store.swap(token)]);
      await createFaqs(store, ["After?"]);
      await store.swap(token);
      await store.dropStage(token);
      expect(await questions(other)).toEqual(["Staged?", "After?"]);
      expect(await store.stages()).toContainEqual({ token, count: 1, isLive: true });
    });

    it("keeps the content before a swap until the next one, so that it can be taken back", async () => {
      const { store } = bench();
      const [first, second] = [randomUUID(), randomUUID()];
      await store.stage(first, streamOf([aFaq("First?", 0)]));
      await store.swap(first);
      await store.stage(second, streamOf([aFaq("Second?", 0)]));
      await store.swap(second);
      expect(await questions(store)).toEqual(["Second?"]);
      await store.swap(first);
      expect(await questions(store)).toEqual(["First?"]);
    });

    it("stages an empty content", async () => {
      const { store } = bench();
      await fill(store);
      const token = randomUUID();
      await store.stage(token, streamOf([]));
      await store.swap(token);
      expect(await exported(store)).toEqual([]);
    });
  });
}
