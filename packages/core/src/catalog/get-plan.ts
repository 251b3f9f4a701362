import type { GetPlanInput, GetPlanOutput } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { catalogErrors } from "./errors.ts";
import { getView } from "./get-view.ts";

/** One plan on sale with its best active offer. Throws `catalog.planUnknown`, also for one that is not on sale. */
export async function getPlan(ctx: CoreContext, input: GetPlanInput): Promise<GetPlanOutput> {
  const view = await getView(ctx);
  const entry = view.plans.get(input.planId);
  if (entry?.plan.status !== "active") throw catalogErrors.planUnknown();
  return entry.forPublic;
}
