import type { ContentDocument } from "../documents.ts";
import type { ContentStore } from "../store.ts";
import { AT, anId, carousel, createFaqs, faq, header, key, LATER } from "./samples.ts";

export async function* streamOf(documents: readonly ContentDocument[]): AsyncIterable<ContentDocument> {
  yield* documents;
}

export async function* failingAfter(documents: readonly ContentDocument[]): AsyncIterable<ContentDocument> {
  yield* documents;
  throw new Error("the archive ends here");
}

export async function exported(store: ContentStore): Promise<ContentDocument[]> {
  return Array.fromAsync(store.exportAll());
}

/** A content of every kind, in an order that is not that of creation. */
export async function fill(store: ContentStore): Promise<ContentDocument[]> {
  await store.create(header("Old"), key());
  await store.create(header("Hello", "published"), key());
  await store.create(header("नमस्ते", "published", { locale: "hi" }), key());
  await store.create(carousel("Offer", { extra: { $where: { "a.b": [1] } } }), key());
  const ids = (await createFaqs(store, ["A?", "B?", "C?"])).map((each) => each.id);
  await store.reorder("faq", "en", [...ids.slice(1), ...ids.slice(0, 1)]);
  await store.update("faq", ids[0] ?? "", { answer: "Changed." }, { revision: 1, at: LATER });
  await createFaqs(store, ["अ?"], { locale: "hi" });
  return exported(store);
}

export function aFaq(question: string, position: number): ContentDocument {
  return { ...faq(question), id: anId(), position, revision: 1, createdAt: AT, updatedAt: AT };
}
