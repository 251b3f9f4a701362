import type { StaffPlan, UpdatePlanInput } from "@nexa/contracts";
import { plans } from "@nexa/db";
import { eq } from "drizzle-orm";
import { recordAudit } from "../audit/index.ts";
import type { AdminActor, CoreContext } from "../context.ts";
import { changeCatalog } from "./change-catalog.ts";
import { catalogErrors } from "./errors.ts";
import { lockPlan } from "./lock-rows.ts";
import { planProblems } from "./plan-rules.ts";
import { lockCategoryOfPlan, staffPlanIn } from "./plan-writes.ts";

/**
 * Changes the fields sent. What was sold keeps its terms. The rules are checked on the plan as it will be, under its row lock, so two
 * edits at once cannot make it unsound. Throws `catalog.planUnknown`, `catalog.planInvalid`, `catalog.categoryNotFound`,
 * `catalog.planNameTaken` and `catalog.nothingToChange`.
 */
export async function updatePlan(ctx: CoreContext<AdminActor>, input: UpdatePlanInput): Promise<StaffPlan> {
  const { planId, ...fields } = input;
  const changes = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  if (Object.keys(changes).length === 0) throw catalogErrors.nothingToChange();
  const { catalog } = await changeCatalog(ctx, async (tx) => {
    const before = await lockPlan(tx, planId, "update");
    const after = { ...before, ...changes, updatedAt: tx.clock.now() };
    const problems = planProblems(after);
    if (problems.length > 0) throw catalogErrors.planInvalid({ fields: problems });
    if (after.categoryId !== before.categoryId) await lockCategoryOfPlan(tx, after.categoryId);
    await tx.db.orm
      .update(plans)
      .set({ ...changes, updatedAt: after.updatedAt })
      .where(eq(plans.id, planId));
    await recordAudit(tx, { action: "catalog.updatePlan", subject: { kind: "plan", id: planId }, before, after });
  });
  return staffPlanIn(ctx, catalog, planId);
}
