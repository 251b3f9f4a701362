import type { StaffCategory, UpdateCategoryInput } from "@nexa/contracts";
import { categories } from "@nexa/db";
import { eq } from "drizzle-orm";
import { recordAudit } from "../audit/index.ts";
import type { AdminActor, CoreContext } from "../context.ts";
import { changeCatalog } from "./change-catalog.ts";
import { lockCategory } from "./lock-rows.ts";
import { staffCategory } from "./shapes.ts";

/** Renames a category. Throws `catalog.categoryUnknown` and `catalog.categoryNameTaken`. */
export async function updateCategory(ctx: CoreContext<AdminActor>, input: UpdateCategoryInput): Promise<StaffCategory> {
  const { result, catalog } = await changeCatalog(ctx, async (tx) => {
    const before = await lockCategory(tx, input.categoryId, "update");
    const after = { ...before, name: input.name, updatedAt: tx.clock.now() };
    await tx.db.orm.update(categories).set(after).where(eq(categories.id, before.id));
    const subject = { kind: "category", id: before.id };
    await recordAudit(tx, { action: "catalog.updateCategory", subject, before, after });
    return after;
  });
  return staffCategory(catalog, result);
}
