import { type CreateCategoryInput, newId, type StaffCategory } from "@nexa/contracts";
import { categories } from "@nexa/db";
import { recordAudit } from "../audit/index.ts";
import type { AdminActor, CoreContext } from "../context.ts";
import { changeCatalog } from "./change-catalog.ts";
import { staffCategory } from "./shapes.ts";

/** Adds a category. Throws `catalog.categoryNameTaken`; names differ in more than case. */
export async function createCategory(ctx: CoreContext<AdminActor>, input: CreateCategoryInput): Promise<StaffCategory> {
  const now = ctx.clock.now();
  const row = { id: newId(now), name: input.name, createdAt: now, updatedAt: now };
  const { catalog } = await changeCatalog(ctx, async (tx) => {
    await tx.db.orm.insert(categories).values(row);
    const subject = { kind: "category", id: row.id };
    await recordAudit(tx, { action: "catalog.createCategory", subject, after: row });
  });
  return staffCategory(catalog, row);
}
