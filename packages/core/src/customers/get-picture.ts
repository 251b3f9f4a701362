import { customers, uploads } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { customersErrors } from "./errors.ts";

export type PictureFile = { bytes: Uint8Array<ArrayBuffer>; contentType: string };

/** The signed-in customer's picture. Throws `customers.noPicture`. */
export async function getPicture(ctx: CoreContext<CustomerActor>): Promise<PictureFile> {
  const [upload] = await ctx.db.orm
    .select({ id: uploads.id, contentType: uploads.contentType })
    .from(customers)
    .innerJoin(uploads, eq(uploads.id, customers.pictureId))
    .where(eq(customers.id, ctx.actor.customerId));
  const bytes = upload ? await ctx.gateways.storage.get(upload.id) : null;
  if (!upload || bytes === null) throw customersErrors.noPicture();
  return { bytes, contentType: upload.contentType };
}
