import { z } from "zod";
import { LANGUAGES } from "./enums.ts";
import { Id } from "./ids.ts";
import { PageInput, pageOf } from "./paging.ts";
import { boundedText, SearchText } from "./text.ts";

/** What the apps show beside the catalogue: header, carousel cards and questions, as customers see them. */

/** The language that stands in where another has no content. */
export const FALLBACK_LOCALE = "en" satisfies (typeof LANGUAGES)[number];

export const MAX_CONTENT_IMAGE_BYTES = 5 * 1_048_576;

const Locale = z.enum(LANGUAGES);
/** The heading a question stands under. */
export const FaqCategory = boundedText(1, 60);

const publicKept = { id: Id, locale: Locale };
const publicExtra = { extra: z.record(z.string(), z.unknown()) };

/** The words at the top of the home screen. */
export const PublicHeader = z.object({
  ...publicKept,
  title: z.string(),
  description: z.string().nullable(),
  buttonText: z.string().nullable(),
  imageUrl: z.string().nullable(),
  link: z.string().nullable(),
  ...publicExtra,
});
export type PublicHeader = z.infer<typeof PublicHeader>;

/** A card of the home screen. It leads to a plan, a category or a link. */
export const PublicCarousel = z.object({
  ...publicKept,
  title: z.string(),
  details: z.string().nullable(),
  priceText: z.string().nullable(),
  categoryId: Id.nullable(),
  planId: Id.nullable(),
  imageUrl: z.string().nullable(),
  ctaText: z.string().nullable(),
  link: z.string().nullable(),
  ...publicExtra,
});
export type PublicCarousel = z.infer<typeof PublicCarousel>;

export const PublicFaq = z.object({
  ...publicKept,
  question: z.string(),
  answer: z.string(),
  imageUrl: z.string().nullable(),
  category: z.string().nullable(),
  ...publicExtra,
});
export type PublicFaq = z.infer<typeof PublicFaq>;

/** Everything a home screen shows, in one answer. */
export const GetContentInput = z.strictObject({
  /** Default en. What a language does not have is taken from en. */
  locale: Locale.optional(),
});
export type GetContentInput = z.infer<typeof GetContentInput>;
export const GetContentOutput = z.object({
  locale: Locale,
  header: PublicHeader.nullable(),
  carousels: z.array(PublicCarousel),
  /** The first hundred; the list of questions has all of them. */
  faqs: z.array(PublicFaq),
  /** The operator's content could not be read yet: these are words that every installation has. */
  isBuiltIn: z.boolean(),
});
export type GetContentOutput = z.infer<typeof GetContentOutput>;

export const ListHeadersInput = z.strictObject({ ...PageInput, locale: Locale.optional() });
export type ListHeadersInput = z.infer<typeof ListHeadersInput>;
export const ListHeadersOutput = pageOf(PublicHeader);
export type ListHeadersOutput = z.infer<typeof ListHeadersOutput>;
export const ListCarouselsInput = ListHeadersInput;
export type ListCarouselsInput = ListHeadersInput;
export const ListCarouselsOutput = pageOf(PublicCarousel);
export type ListCarouselsOutput = z.infer<typeof ListCarouselsOutput>;
export const ListFaqsInput = z.strictObject({
  ...PageInput,
  locale: Locale.optional(),
  category: FaqCategory.optional(),
  /** Words of the question, category or answer, or something like them. */
  search: SearchText.optional(),
});
export type ListFaqsInput = z.infer<typeof ListFaqsInput>;
export const ListFaqsOutput = pageOf(PublicFaq).extend({ categories: z.array(z.string()) });
export type ListFaqsOutput = z.infer<typeof ListFaqsOutput>;
