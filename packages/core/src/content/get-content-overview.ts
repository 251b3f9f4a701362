import type { ContentDocument } from "@nexa/content";
import {
  CONTENT_KINDS,
  type ContentCount,
  type ContentProblem,
  type GetContentOverviewInput,
  type GetContentOverviewOutput,
  LANGUAGES,
} from "@nexa/contracts";
import { uploads } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../context.ts";
import { imageIdOf } from "./document-rules.ts";
import { fromStore } from "./errors.ts";
import { getOnSale, isShown, leadsToSale, type OnSale } from "./on-sale.ts";

const MAX_PROBLEMS = 100;

const ADVICE = {
  windowEnded: "Its time is over, so customers no longer see it. Give it a new time, or delete it.",
  planNotOnSale: "Its plan is not on sale, so customers do not see it. Put the plan on sale, or choose another.",
  categoryNotOnSale: "Its category has no plan on sale, so customers do not see it. Choose another category.",
  imageMissing: "Its picture is not there any more. Upload it again.",
} as const satisfies Record<ContentProblem["problem"], string>;

type Facts = { readonly onSale: OnSale; readonly now: Date; readonly imageIds: ReadonlySet<string> };

/** How much of each kind there is in each language, and what is published but not seen as meant. Throws `content.storeUnavailable`. */
export async function getContentOverview(
  ctx: CoreContext<AdminActor>,
  _input: GetContentOverviewInput,
): Promise<GetContentOverviewOutput> {
  const lists = await fromStore(Promise.all(CONTENT_KINDS.map((kind) => ctx.content.list({ kind }))));
  const documents: ContentDocument[] = lists.flatMap((list) => list.documents);
  const images = await ctx.db.orm
    .select({ id: uploads.id, sizeBytes: uploads.sizeBytes })
    .from(uploads)
    .where(eq(uploads.purpose, "content_image"));
  const facts = { onSale: await getOnSale(ctx), now: ctx.clock.now(), imageIds: new Set(images.map(({ id }) => id)) };
  const counts = CONTENT_KINDS.flatMap((kind) => LANGUAGES.map((locale) => countOf(documents, kind, locale, facts)));
  return {
    counts,
    problems: documents.flatMap((document) => problemsOf(document, facts)).slice(0, MAX_PROBLEMS),
    imageCount: images.length,
    imageBytes: images.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  };
}

function countOf(
  documents: readonly ContentDocument[],
  kind: ContentCount["kind"],
  locale: ContentCount["locale"],
  { onSale, now }: Facts,
): ContentCount {
  const these = documents.filter((each) => each.kind === kind && each.locale === locale);
  const published = these.filter(({ state }) => state === "published");
  return {
    kind,
    locale,
    drafts: these.length - published.length,
    published: published.length,
    visible: published.filter((each) => isShown(each, onSale, now)).length,
    scheduled: published.filter(({ visibleFrom }) => visibleFrom !== null && Date.parse(visibleFrom) > now.getTime())
      .length,
    ended: published.filter((each) => hasEnded(each, now)).length,
  };
}

function problemsOf(document: ContentDocument, { onSale, now, imageIds }: Facts): ContentProblem[] {
  if (document.state !== "published") return [];
  const { kind, id, locale, imageUrl } = document;
  const title = document.kind === "faq" ? document.question : document.title;
  const found: ContentProblem["problem"][] = [];
  if (hasEnded(document, now)) found.push("windowEnded");
  if (document.kind === "carousel" && !leadsToSale(document, onSale)) {
    found.push(document.planId === null ? "categoryNotOnSale" : "planNotOnSale");
  }
  if (imageUrl !== null && !imageIds.has(imageIdOf(imageUrl))) found.push("imageMissing");
  return found.map((problem) => ({ kind, id, locale, title, problem, advice: ADVICE[problem] }));
}

function hasEnded({ visibleUntil }: ContentDocument, now: Date): boolean {
  return visibleUntil !== null && Date.parse(visibleUntil) <= now.getTime();
}
