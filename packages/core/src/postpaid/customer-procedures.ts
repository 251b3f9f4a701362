import {
  ActivatePostpaidInput,
  CancelPostpaidInput,
  CancelPostpaidOutput,
  GetActivationInput,
  GetActivationOutput,
  GetSharedUsageInput,
  GetSharedUsageOutput,
  ListAddonsInput,
  ListAddonsOutput,
  ListPostpaidPlansInput,
  ListPostpaidPlansOutput,
  PostpaidActivation,
  PostpaidAddon,
  PurchaseAddonInput,
} from "@nexa/contracts";
import { customerProcedure } from "../trpc/init.ts";
import { activatePostpaid } from "./activate-postpaid.ts";
import { cancelPostpaid } from "./cancel-postpaid.ts";
import { getActivation } from "./get-activation.ts";
import { getSharedUsage } from "./get-shared-usage.ts";
import { listAddons } from "./list-addons.ts";
import { listAddonPlans, listPostpaidPlans } from "./list-plans.ts";
import { ACTIVATION_ID, PHONE, PLAN_ID, postpaid, WHICH } from "./operation-meta.ts";
import { purchaseAddon } from "./purchase-addon.ts";

/** What customers do with postpaid plans and add-ons. */
export const postpaidCustomerProcedures = {
  listPlans: customerProcedure
    .meta(
      postpaid("GET", "/customer/postpaid/plans", {
        summary: "The postpaid plans on sale",
        description: "Main plans, cheapest first unless asked otherwise. Add-ons have a list of their own.",
        example: { limit: 20 },
      }),
    )
    .input(ListPostpaidPlansInput)
    .output(ListPostpaidPlansOutput)
    .query(({ ctx, input }) => listPostpaidPlans(ctx, input)),
  listAddonPlans: customerProcedure
    .meta(
      postpaid("GET", "/customer/postpaid/addon-plans", {
        summary: "The add-ons on sale",
        description: "Data that can be bought for the running cycle of a postpaid plan.",
        example: { sort: "price" },
      }),
    )
    .input(ListPostpaidPlansInput)
    .output(ListPostpaidPlansOutput)
    .query(({ ctx, input }) => listAddonPlans(ctx, input)),
  activate: customerProcedure
    .meta(
      postpaid("POST", "/customer/postpaid/activate", {
        summary: "Activate a postpaid plan on one of your numbers",
        description:
          "Name the number by id or number; else it is your registered number. It must have no prepaid plan that runs or waits. The first billing cycle starts now.",
        message: "The plan is active. Its first billing cycle has started.",
        status: 201,
        example: { planId: PLAN_ID, phoneNumber: PHONE },
      }),
    )
    .input(ActivatePostpaidInput)
    .output(PostpaidActivation)
    .mutation(({ ctx, input }) => activatePostpaid(ctx, input)),
  getActivation: customerProcedure
    .meta(
      postpaid("GET", "/customer/postpaid/activation", {
        summary: "Your postpaid plans",
        description:
          "Each with its billing cycle, shared balance, family numbers and what the cycle has cost so far. One that is named is shown also when it is cancelled.",
        example: { activationId: ACTIVATION_ID },
      }),
    )
    .input(GetActivationInput)
    .output(GetActivationOutput)
    .query(({ ctx, input }) => getActivation(ctx, input)),
  getUsage: customerProcedure
    .meta(
      postpaid("GET", "/customer/postpaid/usage", {
        summary: "The shared data of the running cycle",
        description: `The owner sees what each number used; who holds a number that shares the plan sees its own use and the pool. ${WHICH}`,
        example: { activationId: ACTIVATION_ID },
      }),
    )
    .input(GetSharedUsageInput)
    .output(GetSharedUsageOutput)
    .query(({ ctx, input }) => getSharedUsage(ctx, input)),
  purchaseAddon: customerProcedure
    .meta(
      postpaid("POST", "/customer/postpaid/purchase-addon", {
        summary: "Buy an add-on for the running cycle",
        description: `Its price goes on the cycle's bill, and it ends with the cycle. ${WHICH} The same Idempotency-Key and body answer with the same add-on.`,
        message: "The add-on is active until the billing cycle ends.",
        status: 201,
        idempotent: true,
        example: { planId: PLAN_ID, activationId: ACTIVATION_ID },
      }),
    )
    .input(PurchaseAddonInput)
    .output(PostpaidAddon)
    .mutation(({ ctx, input }) => purchaseAddon(ctx, input)),
  listAddons: customerProcedure
    .meta(
      postpaid("GET", "/customer/postpaid/addons", {
        summary: "The add-ons you bought, newest first",
        description: `Ended and used-up ones stay readable. ${WHICH}`,
        example: { limit: 20 },
      }),
    )
    .input(ListAddonsInput)
    .output(ListAddonsOutput)
    .query(({ ctx, input }) => listAddons(ctx, input)),
  cancel: customerProcedure
    .meta(
      postpaid("POST", "/customer/postpaid/cancel", {
        summary: "Cancel a postpaid plan",
        description: `The running cycle is billed at once with its whole price, the numbers that share the plan leave, and your number is free again. ${WHICH}`,
        message: "The plan is cancelled, and its last bill is issued.",
        example: { activationId: ACTIVATION_ID },
      }),
    )
    .input(CancelPostpaidInput)
    .output(CancelPostpaidOutput)
    .mutation(({ ctx, input }) => cancelPostpaid(ctx, input)),
};
