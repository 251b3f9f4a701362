import { z } from "zod";
import { FaqCategory, PublicCarousel, PublicFaq, PublicHeader } from "./content.ts";
import { LANGUAGES } from "./enums.ts";
import { Id } from "./ids.ts";
import { PageInput, pageOf } from "./paging.ts";
import { boundedText, SearchText, Timestamp } from "./text.ts";

/** Content as staff see it, and what they send to change it. */

export const CONTENT_KINDS = ["header", "carousel", "faq"] as const;
export type ContentKind = (typeof CONTENT_KINDS)[number];
export const PUBLISH_STATES = ["draft", "published"] as const;
export type PublishState = (typeof PUBLISH_STATES)[number];

const Locale = z.enum(LANGUAGES);
const State = z.enum(PUBLISH_STATES);

const APP = "https://app.invalid";
const MEDIA = /^\/media\/[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Whether a link leads into the app (`/plans?type=prepaid`) or to an https address, and to nothing that a browser would run. */
export function isSafeLink(link: string): boolean {
  if (/[\s\\\p{Cc}]/u.test(link)) return false;
  if (link.startsWith("/")) return !link.startsWith("//") && originOf(link) === APP;
  if (!/^https:\/\//i.test(link)) return false;
  const url = URL.canParse(link) ? new URL(link) : null;
  return url !== null && url.protocol === "https:" && url.username === "" && url.password === "";
}

function originOf(path: string): string | null {
  return URL.canParse(path, APP) ? new URL(path, APP).origin : null;
}

const Link = boundedText(1, 2_000).refine(isSafeLink, "must be an https address or a path of the app such as /plans");
const ImageUrl = z.string().max(100).regex(MEDIA, "must be the address that uploading the picture answered: /media/…");

export const EXTRA_MAX_KEYS = 30;
const EXTRA_MAX_DEPTH = 4;
const EXTRA_MAX_CHARACTERS = 8_000;
const EXTRA_KEY = /^[A-Za-z][A-Za-z0-9_]{0,39}$/;
/** Would change what an object is rather than what it holds. */
const EXTRA_KEYS_REFUSED = new Set(["constructor", "prototype"]);
const EXTRA_RULE = `must have at most ${EXTRA_MAX_KEYS} keys per object (letters, digits, underscores), ${EXTRA_MAX_DEPTH} levels, ${EXTRA_MAX_CHARACTERS} characters and no script links`;
/** Browsers skip control characters and space before and inside a scheme. */
const RUNS_SCRIPT = /^(?:javascript|vbscript|data):/i;

/** Fields of the operator's own, for apps that know them. */
const Extra = z.record(z.string(), z.unknown()).refine(isBoundedExtra, EXTRA_RULE);

function isBoundedExtra(extra: Record<string, unknown>): boolean {
  return isExtraValue(extra, EXTRA_MAX_DEPTH) && JSON.stringify(extra).length <= EXTRA_MAX_CHARACTERS;
}

function isExtraValue(value: unknown, levels: number): boolean {
  if (value === null || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value === "string") return isExtraText(value);
  if (typeof value !== "object" || levels === 0) return false;
  if (Array.isArray(value)) return value.length <= 100 && value.every((each) => isExtraValue(each, levels - 1));
  const entries = Object.entries(value);
  return (
    entries.length <= EXTRA_MAX_KEYS &&
    entries.every(([key, each]) => isExtraKey(key) && isExtraValue(each, levels - 1))
  );
}

/** Whether a field of the operator's own may be called so. */
export function isExtraKey(key: string): boolean {
  return EXTRA_KEY.test(key) && !EXTRA_KEYS_REFUSED.has(key);
}

function isExtraText(text: string): boolean {
  return text.isWellFormed() && !text.includes("\u0000") && !RUNS_SCRIPT.test(text.replaceAll(/[\s\p{Cc}]/gu, ""));
}

const Title = boundedText(1, 120);
const Description = boundedText(1, 1_000).nullable().optional();
const Label = boundedText(1, 60).nullable().optional();
const Question = boundedText(1, 300);
const Answer = boundedText(1, 5_000);

const staffKept = {
  state: State,
  /** Shown from then on; null: as soon as it is published. */
  visibleFrom: Timestamp.nullable(),
  /** Shown until before then; null: until it is taken back. */
  visibleUntil: Timestamp.nullable(),
  /** Whether customers see it now. */
  isVisible: z.boolean(),
  position: z.int(),
  /** Send it with the next change, so that nobody's change is overwritten unseen. */
  revision: z.int(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
};

export const StaffHeader = PublicHeader.extend(staffKept);
export type StaffHeader = z.infer<typeof StaffHeader>;
export const StaffCarousel = PublicCarousel.extend(staffKept);
export type StaffCarousel = z.infer<typeof StaffCarousel>;
export const StaffFaq = PublicFaq.extend(staffKept);
export type StaffFaq = z.infer<typeof StaffFaq>;

const staffFilters = { ...PageInput, locale: Locale.optional(), state: State.optional() };
export const ListStaffHeadersInput = z.strictObject(staffFilters);
export type ListStaffHeadersInput = z.infer<typeof ListStaffHeadersInput>;
export const ListStaffHeadersOutput = pageOf(StaffHeader);
export type ListStaffHeadersOutput = z.infer<typeof ListStaffHeadersOutput>;
export const ListStaffCarouselsInput = ListStaffHeadersInput;
export type ListStaffCarouselsInput = ListStaffHeadersInput;
export const ListStaffCarouselsOutput = pageOf(StaffCarousel);
export type ListStaffCarouselsOutput = z.infer<typeof ListStaffCarouselsOutput>;
export const ListStaffFaqsInput = z.strictObject({
  ...staffFilters,
  category: FaqCategory.optional(),
  /** Every word in the question or the answer. */
  search: SearchText.optional(),
});
export type ListStaffFaqsInput = z.infer<typeof ListStaffFaqsInput>;
export const ListStaffFaqsOutput = pageOf(StaffFaq);
export type ListStaffFaqsOutput = z.infer<typeof ListStaffFaqsOutput>;

/** What staff may say of anything they write. Created without a state it is a draft. */
const decisions = {
  state: State.optional(),
  visibleFrom: Timestamp.nullable().optional(),
  visibleUntil: Timestamp.nullable().optional(),
  extra: Extra.optional(),
};
const imageUrl = ImageUrl.nullable().optional();
const revision = z.int().min(1).max(Number.MAX_SAFE_INTEGER);

const headerFields = {
  description: Description,
  buttonText: Label,
  imageUrl,
  link: Link.nullable().optional(),
  ...decisions,
};
export const CreateHeaderInput = z.strictObject({ locale: Locale, title: Title, ...headerFields });
export type CreateHeaderInput = z.infer<typeof CreateHeaderInput>;
/** The fields sent are changed; null clears. */
export const UpdateHeaderInput = z.strictObject({ headerId: Id, revision, title: Title.optional(), ...headerFields });
export type UpdateHeaderInput = z.infer<typeof UpdateHeaderInput>;
export const HeaderIdInput = z.strictObject({ headerId: Id });
export type HeaderIdInput = z.infer<typeof HeaderIdInput>;

const carouselFields = {
  details: Description,
  priceText: Label,
  /** Where it leads: a plan or a category, not both. */
  categoryId: Id.nullable().optional(),
  planId: Id.nullable().optional(),
  imageUrl,
  ctaText: Label,
  link: Link.nullable().optional(),
  ...decisions,
};
export const CreateCarouselInput = z.strictObject({ locale: Locale, title: Title, ...carouselFields });
export type CreateCarouselInput = z.infer<typeof CreateCarouselInput>;
export const UpdateCarouselInput = z.strictObject({
  carouselId: Id,
  revision,
  title: Title.optional(),
  ...carouselFields,
});
export type UpdateCarouselInput = z.infer<typeof UpdateCarouselInput>;
export const CarouselIdInput = z.strictObject({ carouselId: Id });
export type CarouselIdInput = z.infer<typeof CarouselIdInput>;

const faqFields = { category: FaqCategory.nullable().optional(), imageUrl, ...decisions };
export const CreateFaqInput = z.strictObject({ locale: Locale, question: Question, answer: Answer, ...faqFields });
export type CreateFaqInput = z.infer<typeof CreateFaqInput>;
export const UpdateFaqInput = z.strictObject({
  faqId: Id,
  revision,
  question: Question.optional(),
  answer: Answer.optional(),
  ...faqFields,
});
export type UpdateFaqInput = z.infer<typeof UpdateFaqInput>;
export const FaqIdInput = z.strictObject({ faqId: Id });
export type FaqIdInput = z.infer<typeof FaqIdInput>;

const MAX_SIBLINGS = 2_000;

/** All siblings of a language, drafts included, in their new order. */
export const ReorderContentInput = z.strictObject({
  kind: z.enum(["carousel", "faq"]),
  locale: Locale,
  ids: z
    .array(Id)
    .min(1)
    .max(MAX_SIBLINGS)
    .refine((ids) => new Set(ids).size === ids.length, "must name each only once"),
});
export type ReorderContentInput = z.infer<typeof ReorderContentInput>;
export const ReorderContentOutput = z.object({ kind: z.enum(["carousel", "faq"]), locale: Locale, ids: z.array(Id) });
export type ReorderContentOutput = z.infer<typeof ReorderContentOutput>;

/** A picture as it is kept: encoded anew by us. */
export const ContentImage = z.object({
  id: Id,
  /** What `imageUrl` takes. */
  url: z.string(),
  contentType: z.string(),
  width: z.int(),
  height: z.int(),
  sizeBytes: z.int(),
});
export type ContentImage = z.infer<typeof ContentImage>;

export const GetContentOverviewInput = z.strictObject({});
export type GetContentOverviewInput = z.infer<typeof GetContentOverviewInput>;

/** Documents of one kind and language by where they stand. */
export const ContentCount = z.object({
  kind: z.enum(CONTENT_KINDS),
  locale: Locale,
  drafts: z.int(),
  published: z.int(),
  /** Of those published: seen by customers now, still to come, and over. */
  visible: z.int(),
  scheduled: z.int(),
  ended: z.int(),
});
export type ContentCount = z.infer<typeof ContentCount>;

export const CONTENT_PROBLEMS = ["windowEnded", "planNotOnSale", "categoryNotOnSale", "imageMissing"] as const;
/** Something published that customers do not see as it was meant. */
export const ContentProblem = z.object({
  kind: z.enum(CONTENT_KINDS),
  id: Id,
  locale: Locale,
  title: z.string(),
  problem: z.enum(CONTENT_PROBLEMS),
  /** What it means and what to do. */
  advice: z.string(),
});
export type ContentProblem = z.infer<typeof ContentProblem>;

export const GetContentOverviewOutput = z.object({
  counts: z.array(ContentCount),
  /** The first hundred. */
  problems: z.array(ContentProblem),
  /** Pictures kept, those not in use included. */
  imageCount: z.int(),
  imageBytes: z.int(),
});
export type GetContentOverviewOutput = z.infer<typeof GetContentOverviewOutput>;
