import type { ContentDocument, DocumentOf } from "@nexa/content";
import type { PublicCarousel, PublicFaq, PublicHeader, StaffCarousel, StaffFaq, StaffHeader } from "@nexa/contracts";
import type { OnSale } from "./on-sale.ts";
import { isShown } from "./on-sale.ts";

export function publicHeader({ id, locale, extra, ...header }: DocumentOf<"header">): PublicHeader {
  const { title, description, buttonText, imageUrl, link } = header;
  return { id, locale, title, description, buttonText, imageUrl, link, extra };
}

export function publicCarousel({ id, locale, extra, ...card }: DocumentOf<"carousel">): PublicCarousel {
  const { title, details, priceText, categoryId, planId, imageUrl, ctaText, link } = card;
  return { id, locale, title, details, priceText, categoryId, planId, imageUrl, ctaText, link, extra };
}

export function publicFaq({ id, locale, extra, ...faq }: DocumentOf<"faq">): PublicFaq {
  const { question, answer, imageUrl, category } = faq;
  return { id, locale, question, answer, imageUrl, category, extra };
}

/** What staff see beside the words themselves. */
type Kept = Omit<StaffHeader, keyof PublicHeader>;

export function staffHeader(document: DocumentOf<"header">, onSale: OnSale, now: Date): StaffHeader {
  return { ...publicHeader(document), ...kept(document, onSale, now) };
}

export function staffCarousel(document: DocumentOf<"carousel">, onSale: OnSale, now: Date): StaffCarousel {
  return { ...publicCarousel(document), ...kept(document, onSale, now) };
}

export function staffFaq(document: DocumentOf<"faq">, onSale: OnSale, now: Date): StaffFaq {
  return { ...publicFaq(document), ...kept(document, onSale, now) };
}

function kept(document: ContentDocument, onSale: OnSale, now: Date): Kept {
  const { state, visibleFrom, visibleUntil, position, revision, createdAt, updatedAt } = document;
  const isVisible = isShown(document, onSale, now);
  return { state, visibleFrom, visibleUntil, isVisible, position, revision, createdAt, updatedAt };
}
