import { createHash } from "node:crypto";
import { type ContentImage, MAX_CONTENT_IMAGE_BYTES, newId, roleMay } from "@nexa/contracts";
import { uploads } from "@nexa/db";
import { PictureRefused } from "@nexa/integrations";
import type { ReEncodedPicture } from "@nexa/integrations/storage/re-encode-picture";
import { recordAudit } from "../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../context.ts";
import { consumeLimits } from "../identity/index.ts";
import { requestErrors } from "../trpc/errors.ts";
import { imageUrlOf } from "./document-rules.ts";
import { contentErrors } from "./errors.ts";

/** Wide enough for a card on any screen at twice its size. */
const MAX_SIDE = 1_600;

const REFUSALS = {
  unsupported: contentErrors.pictureUnsupported,
  broken: contentErrors.pictureBroken,
  tooManyPixels: contentErrors.pictureTooManyPixels,
  mixed: contentErrors.pictureMixed,
} as const;

/**
 * Keeps the bytes of a JPEG, PNG or WebP for use in content: encoded anew, at most 1600 pixels wide and high, without what cameras write
 * into files. Used by nothing for a week, it is deleted. The bytes are asked for only where the role may send any. Throws
 * `request.roleNotAllowed`, `content.picture…` and `identity.tooManyTries`.
 */
export async function uploadContentImage(
  ctx: CoreContext<AdminActor>,
  read: () => Promise<Uint8Array>,
): Promise<ContentImage> {
  if (!roleMay(ctx.actor.role, "content.write")) throw requestErrors.roleNotAllowed();
  const sent = await read();
  if (sent.byteLength > MAX_CONTENT_IMAGE_BYTES) throw contentErrors.pictureTooLarge();
  await consumeLimits(ctx, [["contentUpload", ctx.actor.adminId]]);
  const { bytes, contentType, width, height } = await encoded(sent);
  const now = ctx.clock.now();
  const id = newId(now);
  const image = { id, url: imageUrlOf(id), contentType, width, height, sizeBytes: bytes.byteLength };
  const { storage } = ctx.gateways;
  // The file first: a row never names a file that is not there. A crash in between leaves a file that nothing names.
  await storage.put(id, bytes);
  try {
    await withTransaction(ctx, async (tx) => {
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const { sizeBytes } = image;
      const kept = { id, purpose: "content_image", contentType, sizeBytes, sha256, createdAt: now } as const;
      await tx.db.orm.insert(uploads).values({ ...kept, unusedSince: now });
      const subject = { kind: "content_image", id };
      await recordAudit(tx, { action: "content.uploadImage", subject, after: { ...image, sha256 } });
    });
  } catch (error) {
    await storage.delete(id);
    throw error;
  }
  return image;
}

async function encoded(sent: Uint8Array): Promise<ReEncodedPicture> {
  // Loaded with the first picture: the decoders are large, and most processes never need them.
  const { reEncodePicture } = await import("@nexa/integrations/storage/re-encode-picture");
  try {
    return await reEncodePicture(sent, MAX_SIDE);
  } catch (error) {
    if (error instanceof PictureRefused) throw REFUSALS[error.fault]();
    throw error;
  }
}
