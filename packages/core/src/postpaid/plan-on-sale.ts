import { offers, type PostpaidTerms, plans } from "@nexa/db";
import { and, eq, isNull } from "drizzle-orm";
import { bestOffer } from "../catalog/index.ts";
import type { CoreContext } from "../context.ts";
import { postpaidErrors } from "./errors.ts";

export type PlanOnSale = { id: string; terms: PostpaidTerms };

/**
 * A postpaid plan as it may be sold now, with the terms to keep: later edits of the plan do not change them. Its price is that of the
 * best active offer, as the lists of plans show it, and stays so for as long as the activation. It is read from the database rather
 * than from the catalogue in memory, so that what is billed is what holds at this instant.
 *
 * @throws postpaid.planUnknown planPrepaid planIsAddon planNotAddon planInactive
 */
export async function planOnSale(tx: CoreContext, planId: string, kind: "main" | "addon"): Promise<PlanOnSale> {
  const [plan] = await tx.db.orm
    .select()
    .from(plans)
    .where(and(eq(plans.id, planId), isNull(plans.deletedAt)));
  if (!plan) throw postpaidErrors.planUnknown();
  if (plan.type !== "postpaid") throw postpaidErrors.planPrepaid();
  if (plan.isTopup && kind === "main") throw postpaidErrors.planIsAddon();
  if (!plan.isTopup && kind === "addon") throw postpaidErrors.planNotAddon();
  if (plan.status !== "active") throw postpaidErrors.planInactive();
  const offered = await tx.db.orm
    .select()
    .from(offers)
    .where(and(eq(offers.planId, plan.id), isNull(offers.deletedAt)));
  const best = bestOffer({ offersOf: () => offered }, plan, tx.clock.now());
  return {
    id: plan.id,
    terms: {
      planName: plan.name,
      priceMinor: best?.priceMinor ?? plan.priceMinor,
      dataAllowanceBytes: plan.dataAllowanceBytes,
      overagePricePerGbMinor: plan.overagePricePerGbMinor,
      maxSecondaryNumbers: plan.maxSecondaryNumbers ?? 0,
      talktimeMinutes: plan.talktimeMinutes,
      smsCount: plan.smsCount,
      benefits: plan.benefits,
    },
  };
}
