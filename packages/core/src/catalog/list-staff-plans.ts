import type { ListStaffPlansInput, ListStaffPlansOutput } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { getView } from "./get-view.ts";
import { searchPlans } from "./search-plans.ts";
import { selectPlans } from "./select-plans.ts";

/** Plans for staff, inactive ones included. Deleted plans are gone from it. Throws `request.badCursor`. */
export async function listStaffPlans(ctx: CoreContext, input: ListStaffPlansInput): Promise<ListStaffPlansOutput> {
  const view = await getView(ctx);
  const relevance = input.search === undefined ? null : await searchPlans(ctx, input.search);
  const page = selectPlans(view, input, relevance);
  return { items: page.items.map((entry) => entry.forStaff), nextCursor: page.nextCursor };
}
