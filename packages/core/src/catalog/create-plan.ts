import { type CreatePlanInput, newId, type StaffPlan } from "@nexa/contracts";
import { plans } from "@nexa/db";
import { recordAudit } from "../audit/index.ts";
import type { AdminActor, CoreContext } from "../context.ts";
import { changeCatalog } from "./change-catalog.ts";
import { catalogErrors } from "./errors.ts";
import type { PlanRow } from "./lock-rows.ts";
import { planProblems } from "./plan-rules.ts";
import { lockCategoryOfPlan, staffPlanIn } from "./plan-writes.ts";

/** Adds a plan, on sale at once. Throws `catalog.planInvalid`, `catalog.categoryNotFound` and `catalog.planNameTaken`. */
export async function createPlan(ctx: CoreContext<AdminActor>, input: CreatePlanInput): Promise<StaffPlan> {
  const plan = newPlan(input, ctx.clock.now());
  const fields = planProblems(plan);
  if (fields.length > 0) throw catalogErrors.planInvalid({ fields });
  const { catalog } = await changeCatalog(ctx, async (tx) => {
    await lockCategoryOfPlan(tx, plan.categoryId);
    await tx.db.orm.insert(plans).values(plan);
    await recordAudit(tx, { action: "catalog.createPlan", subject: { kind: "plan", id: plan.id }, after: plan });
  });
  return staffPlanIn(ctx, catalog, plan.id);
}

function newPlan(input: CreatePlanInput, now: Date): PlanRow {
  return {
    id: newId(now),
    categoryId: input.categoryId,
    name: input.name,
    type: input.type,
    isTopup: input.isTopup,
    status: "active",
    priceMinor: input.priceMinor,
    validityDays: input.validityDays,
    description: input.description,
    dataAllowanceBytes: input.dataAllowanceBytes ?? null,
    dailyDataLimitBytes: input.dailyDataLimitBytes ?? null,
    talktimeMinutes: input.talktimeMinutes ?? null,
    smsCount: input.smsCount ?? null,
    benefits: input.benefits ?? [],
    isFeatured: input.isFeatured ?? false,
    maxSecondaryNumbers: input.maxSecondaryNumbers ?? null,
    overagePricePerGbMinor: input.overagePricePerGbMinor ?? null,
    recentSales: 0,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
  };
}
