import type { ListPlansInput, ListPlansOutput } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { getView } from "./get-view.ts";
import { searchPlans } from "./search-plans.ts";
import { selectPlans } from "./select-plans.ts";

/**
 * Plans on sale, each with its best active offer. Answers come from memory, at most two seconds behind a change; a search asks the
 * database which plans match. Throws `request.badCursor`.
 */
export async function listPlans(ctx: CoreContext, input: ListPlansInput): Promise<ListPlansOutput> {
  const view = await getView(ctx);
  return view.keep(`listPlans ${JSON.stringify(input)}`, async () => {
    const relevance = input.search === undefined ? null : await searchPlans(ctx, input.search);
    const page = selectPlans(view, { ...input, status: "active" }, relevance);
    return { items: page.items.map((entry) => entry.forPublic), nextCursor: page.nextCursor };
  });
}
