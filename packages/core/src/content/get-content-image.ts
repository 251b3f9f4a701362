import { Id } from "@nexa/contracts";
import { uploads } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { CoreContext } from "../context.ts";
import { runtimeSlot } from "../runtime.ts";
import { contentErrors } from "./errors.ts";

export const GetContentImageInput = z.strictObject({ imageId: Id });
export type GetContentImageInput = z.infer<typeof GetContentImageInput>;
/** The bytes of an id never change; `sha256` is theirs, in hex. */
export type ContentImageFile = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  readonly sha256: string;
};

const MAX_KEPT_BYTES = 16 * 1_048_576;

/** The pictures asked for last, so that a home screen that everybody opens at once reads each of them once. */
const kept = runtimeSlot(() => {
  const files = new Map<string, ContentImageFile>();
  const running = new Map<string, Promise<ContentImageFile>>();
  let keptBytes = 0;
  const keep = (id: string, file: ContentImageFile): void => {
    files.set(id, file);
    keptBytes += file.bytes.byteLength;
    for (const [oldest, { bytes }] of files) {
      if (keptBytes <= MAX_KEPT_BYTES) break;
      files.delete(oldest);
      keptBytes -= bytes.byteLength;
    }
  };
  return { files, running, keep };
});

/** A picture of the content, for anyone. Throws `content.pictureUnknown`, also for pictures of people. */
export async function getContentImage(ctx: CoreContext, { imageId }: GetContentImageInput): Promise<ContentImageFile> {
  const { files, running, keep } = kept(ctx);
  const known = files.get(imageId) ?? running.get(imageId);
  if (known) return known;
  const reading = read(ctx, imageId);
  running.set(imageId, reading);
  try {
    const file = await reading;
    keep(imageId, file);
    return file;
  } finally {
    running.delete(imageId);
  }
}

async function read(ctx: CoreContext, imageId: string): Promise<ContentImageFile> {
  const [upload] = await ctx.db.orm
    .select({ contentType: uploads.contentType, sha256: uploads.sha256 })
    .from(uploads)
    .where(and(eq(uploads.id, imageId), eq(uploads.purpose, "content_image")));
  const bytes = upload ? await ctx.gateways.storage.get(imageId) : null;
  if (!upload || bytes === null) throw contentErrors.pictureUnknown();
  return { bytes, ...upload };
}
