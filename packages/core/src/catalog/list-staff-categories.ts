import type { ListCategoriesInput, ListStaffCategoriesOutput } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { getCatalog } from "./get-catalog.ts";
import { selectCategories } from "./select-categories.ts";
import { staffCategory } from "./shapes.ts";

/** The categories by name for staff, with all their plans counted. */
export async function listStaffCategories(
  ctx: CoreContext,
  input: ListCategoriesInput,
): Promise<ListStaffCategoriesOutput> {
  const catalog = await getCatalog(ctx);
  return selectCategories(catalog, input, (category) => staffCategory(catalog, category));
}
