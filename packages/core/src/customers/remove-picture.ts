import type { EmptyInput, Profile } from "@nexa/contracts";
import { customers, uploads } from "@nexa/db";
import { eq } from "drizzle-orm";
import { type CoreContext, type CustomerActor, withTransaction } from "../context.ts";
import { customersErrors } from "./errors.ts";
import { getProfile } from "./get-profile.ts";

/** Deletes the signed-in customer's picture. Throws `customers.noPicture`. */
export async function removePicture(ctx: CoreContext<CustomerActor>, _input: EmptyInput): Promise<Profile> {
  const { customerId } = ctx.actor;
  const pictureId = await withTransaction(ctx, async (tx) => {
    const [row] = await tx.db.orm
      .select({ pictureId: customers.pictureId })
      .from(customers)
      .where(eq(customers.id, customerId))
      .for("update");
    if (!row?.pictureId) throw customersErrors.noPicture();
    const gone = { pictureId: null, updatedAt: tx.clock.now() };
    await tx.db.orm.update(customers).set(gone).where(eq(customers.id, customerId));
    await tx.db.orm.delete(uploads).where(eq(uploads.id, row.pictureId));
    return row.pictureId;
  });
  await ctx.gateways.storage.delete(pictureId);
  return getProfile(ctx, {});
}
