import { describe, expect, it } from "vitest";
import type { ContentBench } from "./content-store-contract.ts";
import { createFaqs, faq, key } from "./samples.ts";

export function describeFaqSearch(bench: () => ContentBench): void {
  describe("FAQ search", () => {
    it("finds every word in question or answer whatever the case, questions first, then by place", async () => {
      const { store } = bench();
      await store.create(faq("How do I pay?", { answer: "By card; your DATA pack starts at once." }), key());
      await store.create(faq("When does my data pack end?"), key());
      await store.create(faq("Can I share a data Pack?"), key());
      await store.create(faq("Where is the data?", { answer: "In the cloud." }), key());
      const found = await store.searchFaqs("  PACK data ", { locale: "en" });
      expect(found.map((each) => each.question)).toEqual([
        "When does my data pack end?",
        "Can I share a data Pack?",
        "How do I pay?",
      ]);
      expect(await store.searchFaqs("pack roaming", { locale: "en" })).toEqual([]);
      expect(await store.searchFaqs("pack", { locale: "en", limit: 1 })).toHaveLength(1);
    });

    it("searches Hindi, however its letters were typed", async () => {
      const { store } = bench();
      await createFaqs(store, ["डेटा कब ख़त्म होगा?", "रिचार्ज कैसे करें?"], { locale: "hi" });
      const typed = "ख\u093cत्म";
      for (const text of [typed, typed.normalize("NFC"), typed.normalize("NFD"), "डेटा"]) {
        expect(await store.searchFaqs(text, { locale: "hi" })).toHaveLength(1);
      }
      expect(await store.searchFaqs("डेटा", { locale: "en" })).toEqual([]);
    });

    it("leaves drafts out where published ones are asked for", async () => {
      const { store } = bench();
      await createFaqs(store, ["Roaming?"], { state: "draft" });
      expect(await store.searchFaqs("roaming", { locale: "en", state: "published" })).toEqual([]);
      expect(await store.searchFaqs("roaming", { locale: "en" })).toHaveLength(1);
    });

    it("takes what might be a pattern or an operator as text", async () => {
      const { store } = bench();
      await createFaqs(store, ["100% (really)?", "What is $where?", "a_b\\c"]);
      for (const text of ["100%", "(really)", "$where", "a_b", "\\c"]) {
        expect(await store.searchFaqs(text, { locale: "en" })).toHaveLength(1);
      }
      for (const text of ["", "  ", ".*", "a-b"]) {
        expect(await store.searchFaqs(text, { locale: "en" })).toEqual([]);
      }
    });
  });
}
