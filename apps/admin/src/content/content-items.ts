import type { ContentKind, PublishState, StaffCarousel, StaffFaq, StaffHeader } from "@nexa/contracts/content-admin";
import type { Language } from "@nexa/contracts/enums";
import { queryOptions } from "@tanstack/react-query";
import { api, client } from "../app/api.ts";
import { allPages } from "../catalog/all-pages.ts";

/** A header, card or question in one shape, so that one list and one editor serve all three. Null: the kind has no such field. */
export type ContentItem = {
  kind: ContentKind;
  id: string;
  title: string;
  text: string | null;
  button: string | null;
  price: string | null;
  planId: string | null;
  categoryId: string | null;
  link: string | null;
  imageUrl: string | null;
  heading: string | null;
  extra: Record<string, unknown>;
  state: PublishState;
  visibleFrom: string | null;
  visibleUntil: string | null;
  isVisible: boolean;
  revision: number;
};

const NOTHING = { text: null, button: null, price: null, planId: null, categoryId: null, link: null, heading: null };

function keptOf(kind: ContentKind, from: StaffHeader | StaffCarousel | StaffFaq) {
  const { id, imageUrl, extra, state, visibleFrom, visibleUntil, isVisible, revision } = from;
  return { ...NOTHING, kind, id, imageUrl, extra, state, visibleFrom, visibleUntil, isVisible, revision };
}

const header = (from: StaffHeader): ContentItem => ({
  ...keptOf("header", from),
  title: from.title,
  text: from.description,
  button: from.buttonText,
  link: from.link,
});
const carousel = (from: StaffCarousel): ContentItem => ({
  ...keptOf("carousel", from),
  title: from.title,
  text: from.details,
  button: from.ctaText,
  price: from.priceText,
  planId: from.planId,
  categoryId: from.categoryId,
  link: from.link,
});
const faq = (from: StaffFaq): ContentItem => ({
  ...keptOf("faq", from),
  title: from.question,
  text: from.answer,
  heading: from.category,
});

const READS = {
  header: async (locale: Language) =>
    (await allPages((page) => client.content.listHeaders.query({ ...page, locale }))).map(header),
  carousel: async (locale: Language) =>
    (await allPages((page) => client.content.listCarousels.query({ ...page, locale }))).map(carousel),
  faq: async (locale: Language) =>
    (await allPages((page) => client.content.listFaqs.query({ ...page, locale }))).map(faq),
};

/** Everything of a kind in a language, drafts included, in its order. */
export function contentItems(kind: ContentKind, locale: Language) {
  return queryOptions({
    queryKey: [...api.content.pathKey(), "items", kind, locale],
    queryFn: () => READS[kind](locale),
  });
}
