import { type PostpaidTerms, plans } from "@nexa/db";
import { and, eq, isNull } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { postpaidErrors } from "./errors.ts";

export type PlanOnSale = { id: string; terms: PostpaidTerms };

/**
 * A postpaid plan as it may be sold now, with the terms to keep: later edits of the plan do not change them. It is read from the
 * database rather than from the catalogue in memory, so that what is billed is what holds at this instant.
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
  return {
    id: plan.id,
    terms: {
      planName: plan.name,
      priceMinor: plan.priceMinor,
      dataAllowanceBytes: plan.dataAllowanceBytes,
      overagePricePerGbMinor: plan.overagePricePerGbMinor,
      maxSecondaryNumbers: plan.maxSecondaryNumbers ?? 0,
      talktimeMinutes: plan.talktimeMinutes,
      smsCount: plan.smsCount,
      benefits: plan.benefits,
    },
  };
}
