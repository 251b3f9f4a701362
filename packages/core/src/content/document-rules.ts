import type { ContentDocument, ContentKind } from "@nexa/content";
import { categories, plans, uploads } from "@nexa/db";
import { and, eq, isNull } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { contentErrors } from "./errors.ts";

/** What is checked of a document as it will be, whatever its kind. */
export type Checked = {
  readonly visibleFrom: string | null;
  readonly visibleUntil: string | null;
};

/** What a document leads to and shows, where that is set anew. */
export type References = {
  readonly planId?: string | null;
  readonly categoryId?: string | null;
  readonly imageUrl?: string | null;
};

const MEDIA = "/media/";

/** The address customers load a picture by. */
export function imageUrlOf(imageId: string): string {
  return `${MEDIA}${imageId}`;
}

/** The picture that an address of ours stands for. */
export function imageIdOf(url: string): string {
  return url.slice(MEDIA.length);
}

/** Throws `content.windowInvalid`. */
export function checkWindow({ visibleFrom, visibleUntil }: Checked): void {
  if (visibleFrom === null || visibleUntil === null || Date.parse(visibleFrom) < Date.parse(visibleUntil)) return;
  throw contentErrors.windowInvalid({ fields: [{ path: "visibleUntil", message: "must be after visibleFrom" }] });
}

/** Throws `content.targetAmbiguous`. */
export function checkTarget({ planId = null, categoryId = null }: References): void {
  if (planId === null || categoryId === null) return;
  const message = "send only one of planId and categoryId";
  throw contentErrors.targetAmbiguous({ fields: [{ path: "categoryId", message }] });
}

/**
 * Checks that what a change names is there; a plan may be off sale, it is shown again with the plan. A picture counts as used from then
 * on. Throws `content.planNotFound`, `content.categoryNotFound` and `content.imageNotFound`.
 */
export async function checkReferences(tx: CoreContext, { planId, categoryId, imageUrl }: References): Promise<void> {
  const { orm } = tx.db;
  if (planId) {
    const count = await orm.$count(plans, and(eq(plans.id, planId), isNull(plans.deletedAt)));
    if (count === 0) throw contentErrors.planNotFound({ fields: [{ path: "planId", message: "is no plan" }] });
  }
  if (categoryId) {
    const count = await orm.$count(categories, and(eq(categories.id, categoryId), isNull(categories.deletedAt)));
    if (count === 0)
      throw contentErrors.categoryNotFound({ fields: [{ path: "categoryId", message: "is no category" }] });
  }
  if (imageUrl) {
    const isIt = and(eq(uploads.id, imageIdOf(imageUrl)), eq(uploads.purpose, "content_image"));
    const used = await orm.update(uploads).set({ unusedSince: null }).where(isIt).returning({ id: uploads.id });
    if (used.length === 0)
      throw contentErrors.imageNotFound({ fields: [{ path: "imageUrl", message: "is no picture" }] });
  }
}

/** Whether a published document is in its time. */
export function isInTime(document: Pick<ContentDocument, "visibleFrom" | "visibleUntil">, now: Date): boolean {
  const at = now.getTime();
  const { visibleFrom, visibleUntil } = document;
  return (
    (visibleFrom === null || Date.parse(visibleFrom) <= at) && (visibleUntil === null || at < Date.parse(visibleUntil))
  );
}

const UNKNOWN = {
  header: contentErrors.headerUnknown,
  carousel: contentErrors.carouselUnknown,
  faq: contentErrors.faqUnknown,
} as const;

/** The refusal of an id that no document of the kind has. */
export function unknownDocument(kind: ContentKind): Error {
  return UNKNOWN[kind]();
}
