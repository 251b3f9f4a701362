import {
  GetPlanInput,
  GetPlanOutput,
  ListCategoriesInput,
  ListCategoriesOutput,
  ListOffersInput,
  ListOffersOutput,
  ListPlansInput,
  ListPlansOutput,
} from "@nexa/contracts";
import { checkedOnce } from "../trpc/checked-once.ts";
import { partnerProcedure, publicProcedure, router } from "../trpc/init.ts";
import { categoryProcedures } from "./category-procedures.ts";
import { getPlan } from "./get-plan.ts";
import { listCategories } from "./list-categories.ts";
import { listOffers } from "./list-offers.ts";
import { listPlans } from "./list-plans.ts";
import { offerProcedures } from "./offer-procedures.ts";
import { browsing, PLAN_ID } from "./operation-meta.ts";
import { planProcedures } from "./plan-procedures.ts";

export const catalogCustomerRouter = router({
  listCategories: publicProcedure
    .meta(browsing("/customer/categories", "List the categories of plans", { limit: 50 }))
    .input(ListCategoriesInput)
    .output(checkedOnce(ListCategoriesOutput))
    .query(({ ctx, input }) => listCategories(ctx, input)),
  listPlans: publicProcedure
    .meta(browsing("/customer/plans", "List plans on sale with their best offer", { type: "prepaid", sort: "price" }))
    .input(ListPlansInput)
    .output(checkedOnce(ListPlansOutput))
    .query(({ ctx, input }) => listPlans(ctx, input)),
  getPlan: publicProcedure
    .meta(browsing("/customer/plans/{planId}", "Get one plan on sale with its best offer", { planId: PLAN_ID }))
    .input(GetPlanInput)
    .output(checkedOnce(GetPlanOutput))
    .query(({ ctx, input }) => getPlan(ctx, input)),
  listOffers: publicProcedure
    .meta(browsing("/customer/offers", "List the best active offer of each plan", { limit: 20 }))
    .input(ListOffersInput)
    .output(checkedOnce(ListOffersOutput))
    .query(({ ctx, input }) => listOffers(ctx, input)),
});

export const catalogPartnerRouter = router({
  listPlans: partnerProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/partner/plans",
        tags: ["partner"],
        summary: "List plans on sale with their best offer",
        etag: true,
        example: { type: "prepaid", sort: "price" },
      },
    })
    .input(ListPlansInput)
    .output(checkedOnce(ListPlansOutput))
    .query(({ ctx, input }) => listPlans(ctx, input)),
});

export const catalogAdminRouter = router({ ...categoryProcedures, ...planProcedures, ...offerProcedures });
