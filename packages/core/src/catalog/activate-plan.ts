import type { PlanIdInput, StaffPlan } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { setPlanStatus } from "./plan-writes.ts";

/** Puts a plan on sale. Throws `catalog.planUnknown`. */
export function activatePlan(ctx: CoreContext<AdminActor>, input: PlanIdInput): Promise<StaffPlan> {
  return setPlanStatus(ctx, { planId: input.planId, status: "active", action: "catalog.activatePlan" });
}
