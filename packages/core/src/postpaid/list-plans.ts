import type { ListPostpaidPlansInput, ListPostpaidPlansOutput } from "@nexa/contracts";
import { listPlans } from "../catalog/index.ts";
import type { CoreContext } from "../context.ts";

/** The main postpaid plans on sale, cheapest first unless asked otherwise. Throws `request.badCursor`. */
export function listPostpaidPlans(ctx: CoreContext, input: ListPostpaidPlansInput): Promise<ListPostpaidPlansOutput> {
  return listPlans(ctx, { sort: "price", ...input, type: "postpaid", isTopup: false });
}

/** The add-ons on sale, cheapest first unless asked otherwise. Throws `request.badCursor`. */
export function listAddonPlans(ctx: CoreContext, input: ListPostpaidPlansInput): Promise<ListPostpaidPlansOutput> {
  return listPlans(ctx, { sort: "price", ...input, type: "postpaid", isTopup: true });
}
