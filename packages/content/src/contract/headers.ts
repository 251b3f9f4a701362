import { describe, expect, it } from "vitest";
import type { ContentStore } from "../store.ts";
import type { ContentBench } from "./content-store-contract.ts";
import { header, key, LATER } from "./samples.ts";

async function published(store: ContentStore): Promise<string[]> {
  return (await store.list({ kind: "header", state: "published" })).documents.map((each) => each.title);
}

export function describeHeaders(bench: () => ContentBench): void {
  describe("headers", () => {
    it("keeps one published for each locale", async () => {
      const { store, other } = bench();
      const first = await store.create(header("First", "published"), key());
      await store.create(header("नमस्ते", "published", { locale: "hi" }), key());
      const second = await store.create(header("Second"), key());
      const now = await store.update("header", second.id, { state: "published" }, { revision: 1, at: LATER });
      expect(now).toMatchObject({ state: "published", revision: 2 });
      expect(await published(other)).toEqual(["Second", "नमस्ते"]);
      expect(await other.get("header", first.id)).toEqual({ ...first, state: "draft" });
    });

    it("replaces the published one by one that is created as published", async () => {
      const { store } = bench();
      await store.create(header("First", "published"), key());
      await store.create(header("Second", "published"), key());
      expect(await published(store)).toEqual(["Second"]);
    });

    it("takes the published one back, by state or by deleting it, and another one not", async () => {
      const { store } = bench();
      const draft = await store.create(header("Draft"), key());
      const first = await store.create(header("First", "published"), key());
      await store.update("header", draft.id, { state: "draft" }, { revision: 1, at: LATER });
      expect(await published(store)).toEqual(["First"]);
      await store.update("header", first.id, { state: "draft" }, { revision: 1, at: LATER });
      expect(await published(store)).toEqual([]);
      await store.update("header", first.id, { state: "published" }, { revision: 2, at: LATER });
      expect(await store.delete("header", first.id)).toMatchObject({ state: "published", revision: 3 });
      expect(await published(store)).toEqual([]);
    });

    it("stays published while its text is changed", async () => {
      const { store } = bench();
      const { id } = await store.create(header("First", "published"), key());
      const changed = await store.update("header", id, { title: "Better" }, { revision: 1, at: LATER });
      expect(changed).toMatchObject({ title: "Better", state: "published" });
    });

    it("publishes nothing where the revision is old", async () => {
      const { store } = bench();
      await store.create(header("First", "published"), key());
      const { id } = await store.create(header("Second"), key());
      await store.update("header", id, { title: "Changed" }, { revision: 1, at: LATER });
      await expect(
        store.update("header", id, { state: "published" }, { revision: 1, at: LATER }),
      ).rejects.toMatchObject({ code: "revisionConflict" });
      expect(await published(store)).toEqual(["First"]);
    });

    it("leaves one of ten that are published at once", async () => {
      const { store, other } = bench();
      const made = await Promise.all(Array.from({ length: 10 }, (_, i) => store.create(header(`H${i}`), key())));
      const publish = { state: "published" } as const;
      await Promise.all(
        made.map(({ id }, i) => (i % 2 ? store : other).update("header", id, publish, { revision: 1, at: LATER })),
      );
      expect(await published(store)).toHaveLength(1);
      expect((await store.list({ kind: "header", state: "draft" })).total).toBe(9);
    });
  });
}
