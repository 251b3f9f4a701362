import {
  CreatePlanInput,
  Deleted,
  ListStaffPlansInput,
  ListStaffPlansOutput,
  PlanIdInput,
  StaffPlan,
  UpdatePlanInput,
} from "@nexa/contracts";
import { adminProcedure } from "../trpc/init.ts";
import { activatePlan } from "./activate-plan.ts";
import { createPlan } from "./create-plan.ts";
import { deactivatePlan } from "./deactivate-plan.ts";
import { deletePlan } from "./delete-plan.ts";
import { listStaffPlans } from "./list-staff-plans.ts";
import { CATEGORY_ID, managing, PLAN_ID } from "./operation-meta.ts";
import { updatePlan } from "./update-plan.ts";

/** What staff do with plans. */
export const planProcedures = {
  listPlans: adminProcedure
    .meta(
      managing("GET", "/admin/plans", {
        summary: "List plans, inactive ones included",
        example: { status: "inactive", sort: "name" },
      }),
    )
    .input(ListStaffPlansInput)
    .output(ListStaffPlansOutput)
    .query(({ ctx, input }) => listStaffPlans(ctx, input)),
  createPlan: adminProcedure
    .meta(
      managing("POST", "/admin/plans", {
        summary: "Create a plan",
        status: 201,
        message: "The plan was created and is on sale.",
        example: {
          categoryId: CATEGORY_ID,
          name: "Super 299",
          type: "prepaid",
          isTopup: false,
          priceMinor: 29900,
          validityDays: 28,
          description: "Unlimited calls with 1.5 GB a day",
          dataAllowanceBytes: 45097156608,
          dailyDataLimitBytes: 1610612736,
          smsCount: 100,
          benefits: ["Unlimited calls"],
        },
      }),
    )
    .input(CreatePlanInput)
    .output(StaffPlan)
    .mutation(({ ctx, input }) => createPlan(ctx, input)),
  updatePlan: adminProcedure
    .meta(
      managing("PUT", "/admin/plans/{planId}", {
        summary: "Change the fields sent of a plan",
        description: "What was sold keeps its terms. null takes an allowance or a limit away.",
        message: "The plan was changed.",
        example: { planId: PLAN_ID, priceMinor: 31900 },
      }),
    )
    .input(UpdatePlanInput)
    .output(StaffPlan)
    .mutation(({ ctx, input }) => updatePlan(ctx, input)),
  deletePlan: adminProcedure
    .meta(
      managing("DELETE", "/admin/plans/{planId}", {
        summary: "Delete a plan and its offers",
        message: "The plan was deleted. Whoever has it keeps it.",
        example: { planId: PLAN_ID },
      }),
    )
    .input(PlanIdInput)
    .output(Deleted)
    .mutation(({ ctx, input }) => deletePlan(ctx, input)),
  activatePlan: adminProcedure
    .meta(
      managing("POST", "/admin/plans/{planId}/activate", {
        summary: "Put a plan on sale",
        message: "The plan is on sale.",
        example: { planId: PLAN_ID },
      }),
    )
    .input(PlanIdInput)
    .output(StaffPlan)
    .mutation(({ ctx, input }) => activatePlan(ctx, input)),
  deactivatePlan: adminProcedure
    .meta(
      managing("POST", "/admin/plans/{planId}/deactivate", {
        summary: "Take a plan off sale",
        message: "The plan is off sale. Whoever has it keeps it.",
        example: { planId: PLAN_ID },
      }),
    )
    .input(PlanIdInput)
    .output(StaffPlan)
    .mutation(({ ctx, input }) => deactivatePlan(ctx, input)),
};
