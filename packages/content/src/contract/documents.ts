import { describe, expect, it } from "vitest";
import { EXTRA_MAX_BYTES } from "../documents.ts";
import type { ContentBench } from "./content-store-contract.ts";
import { AT, anId, carousel, faq, header, key, LATER } from "./samples.ts";

/** Values that a query language, a field name or a text column might stumble over. */
const AWKWARD = {
  "a.b": 1,
  $where: "sleep(1000)",
  $set: { revision: 9 },
  __proto__x: [],
  "": "no name",
  "'; drop table content_documents; --": true,
  deep: { list: [1, { two: [3, { four: null }] }] },
  numbers: [0, -1, 0.1, 1e21, 1e-7, 9_007_199_254_740_991],
  emoji: "👩‍👩‍👧‍👦",
};

export function describeDocuments(bench: () => ContentBench): void {
  describe("documents", () => {
    it("answers what was created, whole", async () => {
      const { store, other } = bench();
      const made = key();
      const planId = anId();
      const fields = carousel("Festival offer", {
        ...{ details: "Ten per cent off", priceText: "₹299", planId, ctaText: "Recharge", link: "/plans" },
        ...{ visibleFrom: AT, visibleUntil: LATER, extra: { theme: "diwali" } },
      });
      const created = await store.create(fields, made);
      expect(created).toEqual({ ...fields, id: made.id, position: 0, revision: 1, createdAt: AT, updatedAt: AT });
      expect(await other.get("carousel", made.id)).toEqual(created);
      expect((await other.list({ kind: "carousel" })).documents).toEqual([created]);
    });

    it("keeps Hindi, emoji and free fields of any name as they were given", async () => {
      const { store } = bench();
      const question = "मेरा डेटा कब ख़त्म होगा? 👩‍👩‍👧‍👦";
      const created = await store.create(faq(question, { locale: "hi", extra: AWKWARD, category: "$ne" }), key());
      expect(created.extra).toEqual(AWKWARD);
      expect(await store.get("faq", created.id)).toEqual(created);
      expect((await store.list({ kind: "faq", category: "$ne" })).total).toBe(1);
      expect((await store.list({ kind: "faq", category: '{"$gt":""}' })).total).toBe(0);
    });

    it("keeps a key called __proto__ as a field and nothing else", async () => {
      const { store } = bench();
      const extra = JSON.parse('{"__proto__": {"admin": true}, "x": 1}');
      const created = await store.create(faq("A?", { extra }), key());
      const found = await store.get("faq", created.id);
      expect(Object.entries(found?.extra ?? {}).sort()).toEqual([
        ["__proto__", { admin: true }],
        ["x", 1],
      ]);
      expect(found?.extra.admin).toBeUndefined();
    });

    it("keeps the largest document there may be", async () => {
      const { store } = bench();
      const extra = { text: "क".repeat(Math.floor((EXTRA_MAX_BYTES - 11) / 3)) };
      const created = await store.create(faq("?".repeat(500), { answer: "अ".repeat(20_000), extra }), key());
      expect(await store.get("faq", created.id)).toEqual(created);
    });

    it("answers its health", async () => {
      await expect(bench().store.health()).resolves.toBeUndefined();
    });
  });
}

export function describeRefusals(bench: () => ContentBench): void {
  describe("refusals", () => {
    it.each([
      ["no title", { title: "" }],
      ["a NUL in a text", { title: "a\u0000b" }],
      ["half a surrogate pair", { title: "\ud83d" }],
      ["a category and a plan", { categoryId: anId(), planId: anId() }],
      ["a window that ends before it begins", { visibleFrom: LATER, visibleUntil: AT }],
      ["a window without a time", { visibleFrom: "2026-11-23" }],
      ["free fields that are too large", { extra: { text: "x".repeat(EXTRA_MAX_BYTES) } }],
      ["free fields that go too deep", { extra: { a: { b: { c: { d: { e: { f: { g: 1 } } } } } } } }],
      ["a NUL in a free field", { extra: { a: ["\u0000"] } }],
      ["a free field that is no JSON", { extra: { at: new Date(0) } }],
      ["a field there is not", { colour: "red" }],
    ])("refuses %s", async (_what, fields) => {
      const { store } = bench();
      await expect(store.create({ ...carousel("A"), ...fields }, key())).rejects.toMatchObject({ code: "invalid" });
      expect((await store.list({ kind: "carousel" })).total).toBe(0);
    });

    it("gives an id once", async () => {
      const { store } = bench();
      const { id } = await store.create(faq("A?"), key());
      await expect(store.create(faq("B?"), { id, at: AT })).rejects.toMatchObject({ code: "duplicate" });
      await expect(store.create(header("B"), { id, at: AT })).rejects.toMatchObject({ code: "duplicate" });
      expect(await store.get("faq", id)).toMatchObject({ question: "A?" });
    });

    it("finds nothing under the id of another kind, an unknown id, or what is no id", async () => {
      const { store } = bench();
      const { id } = await store.create(faq("A?"), key());
      expect(await store.get("header", id)).toBeNull();
      expect(await store.get("faq", anId())).toBeNull();
      expect(await store.get("faq", "'; select 1")).toBeNull();
      expect(await store.get("faq", id.toUpperCase())).toMatchObject({ id });
      await expect(store.update("carousel", id, { title: "x" }, { revision: 1, at: LATER })).rejects.toMatchObject({
        code: "notFound",
      });
      await expect(store.delete("header", id)).rejects.toMatchObject({ code: "notFound" });
    });
  });
}
