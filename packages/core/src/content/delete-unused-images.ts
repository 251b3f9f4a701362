import type { ContentDocument } from "@nexa/content";
import { CONTENT_KINDS } from "@nexa/contracts";
import { uploads } from "@nexa/db";
import { and, eq, inArray, isNotNull, isNull, lte, notInArray } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { fromStore } from "./errors.ts";

/** A picture nothing names stays this long, so that a card put back by hand still has its own. */
const KEEP_UNUSED_MS = 7 * 86_400_000;
const MEDIA_ADDRESS = /\/media\/([0-9a-f-]{36})/g;

export type UnusedImages = { readonly marked: number; readonly deleted: number };

/**
 * Deletes pictures of the content that no document has named for a week, drafts and free fields included. Marks first and deletes a week
 * later, so that a store that is empty for a while takes nothing along. Throws `content.storeUnavailable`, and then nothing was deleted.
 */
export async function deleteUnusedImages(ctx: CoreContext): Promise<UnusedImages> {
  const lists = await fromStore(Promise.all(CONTENT_KINDS.map((kind) => ctx.content.list({ kind }))));
  const used = [...new Set(lists.flatMap(({ documents }) => documents.flatMap(imagesOf)))];
  const now = ctx.clock.now();
  const { orm } = ctx.db;
  const isImage = eq(uploads.purpose, "content_image");
  await orm
    .update(uploads)
    .set({ unusedSince: null })
    .where(and(isImage, isNotNull(uploads.unusedSince), inArray(uploads.id, used)));
  const marked = await orm
    .update(uploads)
    .set({ unusedSince: now })
    .where(and(isImage, isNull(uploads.unusedSince), notInArray(uploads.id, used)))
    .returning({ id: uploads.id });
  // A change that takes a picture back clears its mark first, and this waits for it or makes it fail.
  const gone = await orm
    .delete(uploads)
    .where(and(isImage, lte(uploads.unusedSince, new Date(now.getTime() - KEEP_UNUSED_MS))))
    .returning({ id: uploads.id });
  for (const { id } of gone) await ctx.gateways.storage.delete(id);
  return { marked: marked.length, deleted: gone.length };
}

/** The pictures a document names anywhere. */
function imagesOf({ imageUrl, extra }: ContentDocument): string[] {
  const texts = `${imageUrl ?? ""} ${JSON.stringify(extra)}`;
  return [...texts.matchAll(MEDIA_ADDRESS)].flatMap(([, id]) => id ?? []);
}
