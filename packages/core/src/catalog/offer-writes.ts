import { newId, type StaffOffer } from "@nexa/contracts";
import { offers } from "@nexa/db";
import { recordAudit } from "../audit/index.ts";
import type { AdminActor, CoreContext } from "../context.ts";
import type { Catalog } from "./catalog.ts";
import { changeCatalog } from "./change-catalog.ts";
import { catalogErrors } from "./errors.ts";
import { lockPlan, type OfferRow } from "./lock-rows.ts";
import { checkWindow, validPriceMinor } from "./offer-rules.ts";
import type { OfferTerms } from "./pricing.ts";
import { staffOffer } from "./shapes.ts";

export type NewOffer = {
  planId: string;
  name: string;
  description?: string | undefined;
  validFrom: string;
  validUntil: string;
};

/** Adds an offer with the terms given, checked against the plan's price, which cannot change meanwhile. */
export async function insertOffer(
  ctx: CoreContext<AdminActor>,
  input: NewOffer,
  terms: OfferTerms,
  action: string,
): Promise<StaffOffer> {
  const now = ctx.clock.now();
  const offer: OfferRow = {
    id: newId(now),
    planId: input.planId,
    name: input.name,
    description: input.description ?? null,
    ...terms,
    validFrom: new Date(input.validFrom),
    validUntil: new Date(input.validUntil),
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
  };
  checkWindow(offer);
  const { catalog } = await changeCatalog(ctx, async (tx) => {
    const plan = await lockPlan(tx, offer.planId, "share");
    validPriceMinor(terms, plan.priceMinor);
    await tx.db.orm.insert(offers).values(offer);
    await recordAudit(tx, { action, subject: { kind: "offer", id: offer.id }, after: offer });
  });
  return staffOfferIn(ctx, catalog, offer.id);
}

/** The offer as staff see it in a catalogue. Throws `catalog.offerUnknown`. */
export function staffOfferIn(ctx: CoreContext, catalog: Catalog, offerId: string): StaffOffer {
  const offer = catalog.offers.get(offerId);
  const plan = offer && catalog.plans.get(offer.planId);
  if (!offer || !plan) throw catalogErrors.offerUnknown();
  return staffOffer(plan, offer, ctx.clock.now(), ctx.runtime.config.operator.currency);
}
