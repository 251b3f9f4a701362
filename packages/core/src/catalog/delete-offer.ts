import type { Deleted, DeleteOfferInput } from "@nexa/contracts";
import { offers } from "@nexa/db";
import { eq } from "drizzle-orm";
import { recordAudit } from "../audit/index.ts";
import type { AdminActor, CoreContext } from "../context.ts";
import { changeCatalog } from "./change-catalog.ts";
import { lockOfferWithPlan } from "./lock-rows.ts";

/** Takes an offer out of the catalogue for good; sales made under it keep their price. Throws `catalog.offerUnknown`. */
export async function deleteOffer(ctx: CoreContext<AdminActor>, input: DeleteOfferInput): Promise<Deleted> {
  const now = ctx.clock.now();
  await changeCatalog(ctx, async (tx) => {
    const { offer } = await lockOfferWithPlan(tx, input.offerId);
    await tx.db.orm.update(offers).set({ deletedAt: now, updatedAt: now }).where(eq(offers.id, offer.id));
    const subject = { kind: "offer", id: offer.id };
    await recordAudit(tx, { action: "catalog.deleteOffer", subject, before: offer });
  });
  return { id: input.offerId };
}
