import type { ContentKind } from "@nexa/contracts/content-admin";
import type { Language } from "@nexa/contracts/enums";
import type { Path } from "react-hook-form";
import { client } from "../app/api.ts";
import { instantOf, wallClockOf } from "../forms/wall-clock.ts";
import type { ContentItem } from "./content-items.ts";
import { type ExtraRow, extraOf, extraRows } from "./extra-rows.ts";

/** What the editor holds, for every kind; a kind without a field leaves it empty. `target` is where a card leads. */
export type ContentValues = {
  title: string;
  text: string;
  button: string;
  price: string;
  target: "plan" | "category" | "link";
  planId: string;
  categoryId: string;
  link: string;
  imageUrl: string;
  heading: string;
  extra: ExtraRow[];
  isPublished: boolean;
  from: string;
  until: string;
};

export const CONTENT_FIELD_NAMES: Readonly<Record<string, Path<ContentValues>>> = {
  title: "title",
  question: "title",
  description: "text",
  details: "text",
  answer: "text",
  buttonText: "button",
  ctaText: "button",
  priceText: "price",
  planId: "planId",
  categoryId: "categoryId",
  link: "link",
  imageUrl: "imageUrl",
  category: "heading",
  extra: "extra",
  visibleFrom: "from",
  visibleUntil: "until",
};

export function contentValues(item: ContentItem | null, timeZone: string): ContentValues {
  return {
    title: item?.title ?? "",
    text: item?.text ?? "",
    button: item?.button ?? "",
    price: item?.price ?? "",
    target: item?.categoryId ? "category" : item?.link && !item.planId ? "link" : "plan",
    planId: item?.planId ?? "",
    categoryId: item?.categoryId ?? "",
    link: item?.link ?? "",
    imageUrl: item?.imageUrl ?? "",
    heading: item?.heading ?? "",
    extra: extraRows(item?.extra ?? {}),
    isPublished: item?.state === "published",
    from: wallClockOf(item?.visibleFrom ?? null, timeZone),
    until: wallClockOf(item?.visibleUntil ?? null, timeZone),
  };
}

const orNull = (text: string) => text.trim() || null;

function sharedFields(values: ContentValues, timeZone: string) {
  return {
    imageUrl: orNull(values.imageUrl),
    extra: extraOf(values.extra),
    state: values.isPublished ? ("published" as const) : ("draft" as const),
    visibleFrom: instantOf(values.from, timeZone),
    visibleUntil: instantOf(values.until, timeZone),
  };
}

function headerFields(values: ContentValues, timeZone: string) {
  const own = { description: orNull(values.text), buttonText: orNull(values.button), link: orNull(values.link) };
  return { title: values.title.trim(), ...own, ...sharedFields(values, timeZone) };
}

function carouselFields(values: ContentValues, timeZone: string) {
  const { target } = values;
  return {
    title: values.title.trim(),
    details: orNull(values.text),
    priceText: orNull(values.price),
    ctaText: orNull(values.button),
    planId: target === "plan" ? orNull(values.planId) : null,
    categoryId: target === "category" ? orNull(values.categoryId) : null,
    link: target === "link" ? orNull(values.link) : null,
    ...sharedFields(values, timeZone),
  };
}

function faqFields(values: ContentValues, timeZone: string) {
  const own = { question: values.title.trim(), answer: values.text.trim(), category: orNull(values.heading) };
  return { ...own, ...sharedFields(values, timeZone) };
}

type Saving = {
  kind: ContentKind;
  locale: Language;
  item: ContentItem | null;
  values: ContentValues;
  timeZone: string;
};

/** Creates what is new, else changes it at the revision that was read, so that nobody's change is overwritten unseen. */
export async function saveContent({ kind, locale, item, values, timeZone }: Saving): Promise<void> {
  const { content } = client;
  const at = item && { revision: item.revision };
  if (kind === "header") {
    const fields = headerFields(values, timeZone);
    if (at) await content.updateHeader.mutate({ headerId: item.id, ...at, ...fields });
    else await content.createHeader.mutate({ locale, ...fields });
  } else if (kind === "carousel") {
    const fields = carouselFields(values, timeZone);
    if (at) await content.updateCarousel.mutate({ carouselId: item.id, ...at, ...fields });
    else await content.createCarousel.mutate({ locale, ...fields });
  } else {
    const fields = faqFields(values, timeZone);
    if (at) await content.updateFaq.mutate({ faqId: item.id, ...at, ...fields });
    else await content.createFaq.mutate({ locale, ...fields });
  }
}

export async function deleteContent({ kind, id }: Pick<ContentItem, "kind" | "id">): Promise<void> {
  if (kind === "header") await client.content.deleteHeader.mutate({ headerId: id });
  else if (kind === "carousel") await client.content.deleteCarousel.mutate({ carouselId: id });
  else await client.content.deleteFaq.mutate({ faqId: id });
}
