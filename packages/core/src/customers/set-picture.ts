import { createHash } from "node:crypto";
import { MAX_PICTURE_BYTES, newId, type PictureOutput } from "@nexa/contracts";
import { customers, uploads } from "@nexa/db";
import { PictureRefused } from "@nexa/integrations";
import type { ReEncodedPicture } from "@nexa/integrations/storage/re-encode-picture";
import { eq } from "drizzle-orm";
import { type CoreContext, type CustomerActor, withTransaction } from "../context.ts";
import { consumeLimits } from "../identity/index.ts";
import { customersErrors } from "./errors.ts";

const MAX_SIDE = 512;

const REFUSALS = {
  unsupported: customersErrors.pictureUnsupported,
  broken: customersErrors.pictureBroken,
  tooManyPixels: customersErrors.pictureTooManyPixels,
  mixed: customersErrors.pictureMixed,
} as const;

/**
 * Makes the bytes of a JPEG, PNG or WebP the signed-in customer's picture: encoded anew, at most 512 pixels wide and high, without what
 * cameras write into files. The earlier one is deleted. Throws `customers.picture…`, `identity.tooManyTries`.
 */
export async function setPicture(ctx: CoreContext<CustomerActor>, sent: Uint8Array): Promise<PictureOutput> {
  if (sent.byteLength > MAX_PICTURE_BYTES) throw customersErrors.pictureTooLarge();
  await consumeLimits(ctx, [["pictureUpload", ctx.actor.customerId]]);
  const picture = await encoded(sent);
  const { storage } = ctx.gateways;
  const id = newId(ctx.clock.now());
  // The file first: a row never names a file that is not there. A crash in between leaves a file that nothing names.
  await storage.put(id, picture.bytes);
  const former = await name(ctx, id, picture).catch(async (error: unknown) => {
    await storage.delete(id);
    throw error;
  });
  if (former !== null) await storage.delete(former);
  return { pictureId: id, sizeBytes: picture.bytes.byteLength };
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

/** Writes the upload and makes it the picture under the account's lock; answers the one it takes the place of. */
async function name(ctx: CoreContext<CustomerActor>, id: string, picture: ReEncodedPicture): Promise<string | null> {
  const { customerId } = ctx.actor;
  return withTransaction(ctx, async (tx) => {
    const now = tx.clock.now();
    const [row] = await tx.db.orm
      .select({ pictureId: customers.pictureId, closedAt: customers.closedAt })
      .from(customers)
      .where(eq(customers.id, customerId))
      .for("update");
    if (!row || row.closedAt !== null) throw customersErrors.notFound();
    await tx.db.orm.insert(uploads).values({
      id,
      purpose: "profile_picture",
      contentType: picture.contentType,
      sizeBytes: picture.bytes.byteLength,
      sha256: createHash("sha256").update(picture.bytes).digest("hex"),
      customerId,
      createdAt: now,
    });
    await tx.db.orm.update(customers).set({ pictureId: id, updatedAt: now }).where(eq(customers.id, customerId));
    if (row.pictureId !== null) await tx.db.orm.delete(uploads).where(eq(uploads.id, row.pictureId));
    return row.pictureId;
  });
}
