import type { DeleteCategoryInput, Deleted } from "@nexa/contracts";
import { categories, plans } from "@nexa/db";
import { and, eq, isNull } from "drizzle-orm";
import { recordAudit } from "../audit/index.ts";
import type { AdminActor, CoreContext } from "../context.ts";
import { changeCatalog } from "./change-catalog.ts";
import { catalogErrors } from "./errors.ts";
import { lockCategory } from "./lock-rows.ts";

/**
 * Takes a category out of the catalogue; its row stays. Throws `catalog.categoryUnknown`, and `catalog.categoryHasPlans` while plans,
 * active or not, are in it.
 */
export async function deleteCategory(ctx: CoreContext<AdminActor>, input: DeleteCategoryInput): Promise<Deleted> {
  const now = ctx.clock.now();
  await changeCatalog(ctx, async (tx) => {
    const before = await lockCategory(tx, input.categoryId, "update");
    const inIt = and(eq(plans.categoryId, before.id), isNull(plans.deletedAt));
    const planCount = await tx.db.orm.$count(plans, inIt);
    if (planCount > 0) throw catalogErrors.categoryHasPlans({ planCount });
    await tx.db.orm.update(categories).set({ deletedAt: now, updatedAt: now }).where(eq(categories.id, before.id));
    const subject = { kind: "category", id: before.id };
    await recordAudit(tx, { action: "catalog.deleteCategory", subject, before });
  });
  return { id: input.categoryId };
}
