import { CoreError, type PlanStatus, type StaffPlan } from "@nexa/contracts";
import { plans } from "@nexa/db";
import { eq } from "drizzle-orm";
import { recordAudit } from "../audit/index.ts";
import type { AdminActor, CoreContext } from "../context.ts";
import type { Catalog } from "./catalog.ts";
import { changeCatalog } from "./change-catalog.ts";
import { catalogErrors } from "./errors.ts";
import { lockCategory, lockPlan } from "./lock-rows.ts";
import { bestOffer } from "./pricing.ts";
import { staffPlan } from "./shapes.ts";

/** Keeps the category of a plan from being deleted until commit. Throws `catalog.categoryNotFound`. */
export async function lockCategoryOfPlan(tx: CoreContext, categoryId: string): Promise<void> {
  await lockCategory(tx, categoryId, "share").catch((error: unknown) => {
    if (!(error instanceof CoreError)) throw error;
    throw catalogErrors.categoryNotFound({ fields: [{ path: "categoryId", message: "does not exist" }] });
  });
}

/** The plan as staff see it in a catalogue. Throws `catalog.planUnknown`. */
export function staffPlanIn(ctx: CoreContext, catalog: Catalog, planId: string): StaffPlan {
  const plan = catalog.plans.get(planId);
  if (!plan) throw catalogErrors.planUnknown();
  const best = bestOffer(catalog, plan, ctx.clock.now());
  return staffPlan(catalog, plan, best, ctx.runtime.config.operator.currency);
}

/** Puts a plan on sale or takes it off. Setting the status it has is no error, so that a repeated request does no harm. */
export async function setPlanStatus(
  ctx: CoreContext<AdminActor>,
  change: { planId: string; status: PlanStatus; action: string },
): Promise<StaffPlan> {
  const { catalog } = await changeCatalog(ctx, async (tx) => {
    const before = await lockPlan(tx, change.planId, "update");
    if (before.status === change.status) return;
    const after = { ...before, status: change.status, updatedAt: tx.clock.now() };
    const { status, updatedAt } = after;
    await tx.db.orm.update(plans).set({ status, updatedAt }).where(eq(plans.id, before.id));
    await recordAudit(tx, { action: change.action, subject: { kind: "plan", id: before.id }, before, after });
  });
  return staffPlanIn(ctx, catalog, change.planId);
}
