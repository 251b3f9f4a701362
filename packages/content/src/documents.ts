import { LANGUAGES, Timestamp } from "@nexa/contracts";
import { z } from "zod";

export const CONTENT_KINDS = ["header", "carousel", "faq"] as const;
export type ContentKind = (typeof CONTENT_KINDS)[number];
export const CONTENT_LOCALES = LANGUAGES;
export type ContentLocale = (typeof CONTENT_LOCALES)[number];
export const CONTENT_STATES = ["draft", "published"] as const;
export type ContentState = (typeof CONTENT_STATES)[number];

/** The most bytes of JSON that a document's free fields may have, and how deep they may go. */
export const EXTRA_MAX_BYTES = 16_384;
export const EXTRA_MAX_DEPTH = 6;

/** Text that both stores can hold: no NUL and no half of a surrogate pair. */
function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\u0000");
}

function text(minLength: number, maxLength: number) {
  return z.string().min(minLength).max(maxLength).refine(isStorable, "must be text without NUL or broken Unicode");
}

/** Free fields: any JSON object, bounded. Keys may be anything, `$where` and `a.b` too. */
export const ExtraFields = z.custom<Record<string, unknown>>(
  isExtra,
  `must be a JSON object of at most ${EXTRA_MAX_BYTES} bytes and ${EXTRA_MAX_DEPTH} levels`,
);
export type ExtraFields = z.infer<typeof ExtraFields>;

function isExtra(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return isJson(value, EXTRA_MAX_DEPTH) && new TextEncoder().encode(JSON.stringify(value)).length <= EXTRA_MAX_BYTES;
}

function isJson(value: unknown, depth: number): boolean {
  if (value === null || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value === "string") return isStorable(value);
  if (typeof value !== "object" || depth === 0) return false;
  if (Array.isArray(value)) return value.every((each) => isJson(each, depth - 1));
  const isPlain = Object.getPrototypeOf(value) === Object.prototype;
  return isPlain && Object.entries(value).every(([key, each]) => isStorable(key) && isJson(each, depth - 1));
}

export const HeaderFields = z.strictObject({
  title: text(1, 200),
  description: text(0, 2_000).nullable(),
  buttonText: text(0, 100).nullable(),
  imageUrl: text(1, 2_000).nullable(),
  link: text(1, 2_000).nullable(),
});
export type HeaderFields = z.infer<typeof HeaderFields>;

export const CarouselFields = z.strictObject({
  title: text(1, 200),
  details: text(0, 5_000).nullable(),
  priceText: text(0, 100).nullable(),
  /** What it leads to: a category or a plan, not both. */
  categoryId: z.uuid().nullable(),
  planId: z.uuid().nullable(),
  imageUrl: text(1, 2_000).nullable(),
  ctaText: text(0, 100).nullable(),
  link: text(1, 2_000).nullable(),
});
export type CarouselFields = z.infer<typeof CarouselFields>;

export const FaqFields = z.strictObject({
  question: text(1, 500),
  answer: text(1, 20_000),
  imageUrl: text(1, 2_000).nullable(),
  category: text(1, 100).nullable(),
});
export type FaqFields = z.infer<typeof FaqFields>;

/** What staff decide about any kind of content. */
const Common = {
  state: z.enum(CONTENT_STATES),
  /** Shown from here on, and until before this; null is unbounded. ISO-8601 in UTC. */
  visibleFrom: Timestamp.nullable(),
  visibleUntil: Timestamp.nullable(),
  extra: ExtraFields,
};

/** What the store itself keeps. */
const Kept = {
  /** In lower case, so that both stores take it for the same. */
  id: z.uuid().lowercase(),
  locale: z.enum(CONTENT_LOCALES),
  /** The place among the documents of its kind and locale; ascending. */
  position: z.int().min(0),
  /** One more with each update. */
  revision: z.int().min(1),
  createdAt: Timestamp,
  updatedAt: Timestamp,
};

export const HeaderDocument = z.strictObject({ kind: z.literal("header"), ...HeaderFields.shape, ...Common, ...Kept });
export type HeaderDocument = z.infer<typeof HeaderDocument>;
export const CarouselDocument = z.strictObject({
  kind: z.literal("carousel"),
  ...CarouselFields.shape,
  ...Common,
  ...Kept,
});
export type CarouselDocument = z.infer<typeof CarouselDocument>;
export const FaqDocument = z.strictObject({ kind: z.literal("faq"), ...FaqFields.shape, ...Common, ...Kept });
export type FaqDocument = z.infer<typeof FaqDocument>;

/** A document as the store hands it out, and as backups keep it. */
export const ContentDocument = z.discriminatedUnion("kind", [HeaderDocument, CarouselDocument, FaqDocument]);
export type ContentDocument = z.infer<typeof ContentDocument>;
export type DocumentOf<K extends ContentKind> = Extract<ContentDocument, { kind: K }>;

type KeptName = keyof typeof Kept | "kind";
/** What creating a document of a kind takes beside its id and the instant. */
export type NewDocument<K extends ContentKind> = Omit<DocumentOf<K>, Exclude<KeptName, "kind" | "locale">>;
/** The fields an update may change. Kind and locale stay. */
export type DocumentChange<K extends ContentKind> = Partial<Omit<DocumentOf<K>, KeptName>>;
