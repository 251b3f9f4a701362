import type { StaffOffer, UpdateOfferInput } from "@nexa/contracts";
import { offers } from "@nexa/db";
import { eq } from "drizzle-orm";
import { recordAudit } from "../audit/index.ts";
import type { AdminActor, CoreContext } from "../context.ts";
import { changeCatalog } from "./change-catalog.ts";
import { catalogErrors } from "./errors.ts";
import { lockOfferWithPlan, type OfferRow } from "./lock-rows.ts";
import { checkWindow, termsSent, validPriceMinor } from "./offer-rules.ts";
import { staffOfferIn } from "./offer-writes.ts";

/**
 * Changes the fields sent; a discount sent replaces the old one, whatever its kind, and must fit the plan's price now. Throws
 * `catalog.offerUnknown`, `catalog.offerInvalid`, `catalog.offerPriceInvalid` and `catalog.nothingToChange`.
 */
export async function updateOffer(ctx: CoreContext<AdminActor>, input: UpdateOfferInput): Promise<StaffOffer> {
  const { offerId, ...fields } = input;
  if (Object.values(fields).every((value) => value === undefined)) throw catalogErrors.nothingToChange();
  const terms = termsSent(fields);
  const { catalog } = await changeCatalog(ctx, async (tx) => {
    const { offer: before, plan } = await lockOfferWithPlan(tx, offerId);
    const after: OfferRow = { ...before, ...terms, ...plainChanges(before, input), updatedAt: tx.clock.now() };
    checkWindow(after);
    if (terms) validPriceMinor(terms, plan.priceMinor);
    await tx.db.orm.update(offers).set(after).where(eq(offers.id, offerId));
    await recordAudit(tx, { action: "catalog.updateOffer", subject: { kind: "offer", id: offerId }, before, after });
  });
  return staffOfferIn(ctx, catalog, offerId);
}

function plainChanges(before: OfferRow, input: UpdateOfferInput) {
  return {
    name: input.name ?? before.name,
    description: input.description === undefined ? before.description : input.description,
    validFrom: input.validFrom === undefined ? before.validFrom : new Date(input.validFrom),
    validUntil: input.validUntil === undefined ? before.validUntil : new Date(input.validUntil),
  };
}
