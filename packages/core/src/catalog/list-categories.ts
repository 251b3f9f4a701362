import type { ListCategoriesInput, ListCategoriesOutput } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { getView } from "./get-view.ts";
import { selectCategories } from "./select-categories.ts";
import { publicCategory } from "./shapes.ts";

/** The categories by name, with how many plans are on sale in each. */
export async function listCategories(ctx: CoreContext, input: ListCategoriesInput): Promise<ListCategoriesOutput> {
  const view = await getView(ctx);
  return view.keep(`listCategories ${JSON.stringify(input)}`, () =>
    selectCategories(view.catalog, input, (category) => publicCategory(view.catalog, category)),
  );
}
