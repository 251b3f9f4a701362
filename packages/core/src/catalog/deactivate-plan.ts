import type { PlanIdInput, StaffPlan } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { setPlanStatus } from "./plan-writes.ts";

/** Takes a plan off sale; whoever has it keeps it. Throws `catalog.planUnknown`. */
export function deactivatePlan(ctx: CoreContext<AdminActor>, input: PlanIdInput): Promise<StaffPlan> {
  return setPlanStatus(ctx, { planId: input.planId, status: "inactive", action: "catalog.deactivatePlan" });
}
