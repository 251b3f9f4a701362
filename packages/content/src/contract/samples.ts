import { newId } from "@nexa/contracts";
import type { ContentLocale, ContentState, FaqDocument, NewDocument } from "../documents.ts";
import type { ContentStore } from "../store.ts";

export const AT = "2026-11-23T09:00:00.000Z";
export const LATER = "2026-11-24T10:30:00.123Z";

const COMMON = { state: "published", visibleFrom: null, visibleUntil: null, extra: {} } as const;

let made = 0;

/** A new id, later than those before it. */
export function anId(): string {
  made += 1;
  return newId(new Date(Date.parse(AT) + made));
}

export function key(): { id: string; at: string } {
  return { id: anId(), at: AT };
}

export function faq(question: string, fields: Partial<NewDocument<"faq">> = {}): NewDocument<"faq"> {
  return {
    kind: "faq",
    locale: "en",
    ...COMMON,
    question,
    answer: "As it says.",
    imageUrl: null,
    category: null,
    ...fields,
  };
}

export function header(
  title: string,
  state: ContentState = "draft",
  fields: Partial<NewDocument<"header">> = {},
): NewDocument<"header"> {
  const texts = { description: null, buttonText: null, imageUrl: null, link: null };
  return { kind: "header", locale: "en", ...COMMON, ...texts, title, state, ...fields };
}

export function carousel(title: string, fields: Partial<NewDocument<"carousel">> = {}): NewDocument<"carousel"> {
  const texts = {
    details: null,
    priceText: null,
    categoryId: null,
    planId: null,
    imageUrl: null,
    ctaText: null,
    link: null,
  };
  return { kind: "carousel", locale: "en", ...COMMON, ...texts, title, ...fields };
}

/** FAQs of these questions, one after the other. */
export async function createFaqs(
  store: ContentStore,
  questions: readonly string[],
  fields: { locale?: ContentLocale; category?: string; state?: ContentState } = {},
): Promise<FaqDocument[]> {
  const created: FaqDocument[] = [];
  for (const question of questions) created.push(await store.create(faq(question, fields), key()));
  return created;
}

export async function questions(store: ContentStore, locale: ContentLocale = "en"): Promise<string[]> {
  return (await store.list({ kind: "faq", locale })).documents.map((each) => each.question);
}

/** Takes everything away, as every test begins. */
export async function empty(store: ContentStore): Promise<void> {
  for (const kind of ["header", "carousel", "faq"] as const) {
    for (const { id } of (await store.list({ kind })).documents) await store.delete(kind, id);
  }
}
