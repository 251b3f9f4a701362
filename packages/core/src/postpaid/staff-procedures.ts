import {
  ActivationIdInput,
  AdminActivation,
  AdminCancelPostpaidOutput,
  AdminListActivationsInput,
  AdminListActivationsOutput,
  ChangeActivationInput,
  GetPostpaidHistoryInput,
  GetPostpaidHistoryOutput,
  SecondaryIdInput,
  SecondaryNumber,
  ValidateSecondariesOutput,
} from "@nexa/contracts";
import { adminProcedure } from "../trpc/init.ts";
import { adminCancelActivation } from "./admin-cancel-activation.ts";
import { adminListActivations } from "./admin-list-activations.ts";
import { adminRemoveSecondary } from "./admin-remove-secondary.ts";
import { adminRestoreActivation } from "./admin-restore-activation.ts";
import { adminSuspendActivation } from "./admin-suspend-activation.ts";
import { getPostpaidHistory } from "./get-postpaid-history.ts";
import { ACTIVATION_ID, CUSTOMER_ID, managing, SECONDARY_ID } from "./operation-meta.ts";
import { validateSecondaries } from "./validate-secondaries.ts";

/** What staff do with postpaid plans. */
export const postpaidStaffProcedures = {
  listActivations: adminProcedure
    .meta(
      managing("GET", "/admin/postpaid/activations", {
        summary: "List postpaid plans on lines, newest first",
        example: { status: "suspended", limit: 50 },
      }),
    )
    .input(AdminListActivationsInput)
    .output(AdminListActivationsOutput)
    .query(({ ctx, input }) => adminListActivations(ctx, input)),
  validateSecondaries: adminProcedure
    .meta(
      managing("GET", "/admin/postpaid/activations/{activationId}/secondary-validation", {
        summary: "Check whether the numbers that share a plan still may",
        description: "Each with the reasons why not.",
        example: { activationId: ACTIVATION_ID },
      }),
    )
    .input(ActivationIdInput)
    .output(ValidateSecondariesOutput)
    .query(({ ctx, input }) => validateSecondaries(ctx, input)),
  suspend: adminProcedure
    .meta(
      managing("POST", "/admin/postpaid/activations/{activationId}/suspend", {
        summary: "Suspend a postpaid plan",
        description: "Nothing can be added to it until staff restore it; paying a bill does not.",
        message: "The plan is suspended.",
        example: { activationId: ACTIVATION_ID, reason: "Reported stolen phone, ticket 4711" },
      }),
    )
    .input(ChangeActivationInput)
    .output(AdminActivation)
    .mutation(({ ctx, input }) => adminSuspendActivation(ctx, input)),
  restore: adminProcedure
    .meta(
      managing("POST", "/admin/postpaid/activations/{activationId}/restore", {
        summary: "Restore a suspended postpaid plan",
        description: "Whatever it was suspended for. A bill that is overdue stays so.",
        message: "The plan is active again.",
        example: { activationId: ACTIVATION_ID, reason: "Phone found, ticket 4711" },
      }),
    )
    .input(ChangeActivationInput)
    .output(AdminActivation)
    .mutation(({ ctx, input }) => adminRestoreActivation(ctx, input)),
  cancel: adminProcedure
    .meta(
      managing("POST", "/admin/postpaid/activations/{activationId}/cancel", {
        summary: "Cancel a postpaid plan",
        description:
          "The running cycle is billed at once, the numbers that share the plan leave, and the line is free.",
        message: "The plan is cancelled, and its last bill is issued.",
        example: { activationId: ACTIVATION_ID, reason: "Asked for by letter, ticket 4712" },
      }),
    )
    .input(ChangeActivationInput)
    .output(AdminCancelPostpaidOutput)
    .mutation(({ ctx, input }) => adminCancelActivation(ctx, input)),
  removeSecondary: adminProcedure
    .meta(
      managing("DELETE", "/admin/postpaid/secondary-numbers/{secondaryId}", {
        summary: "Remove a number from a postpaid plan",
        message: "The number does not share the plan any more.",
        example: { secondaryId: SECONDARY_ID },
      }),
    )
    .input(SecondaryIdInput)
    .output(SecondaryNumber)
    .mutation(({ ctx, input }) => adminRemoveSecondary(ctx, input)),
  getCustomerHistory: adminProcedure
    .meta(
      managing("GET", "/admin/postpaid/customer-history/{customerId}", {
        summary: "Everything postpaid of a customer",
        description: "Plans, what happened to them, bills and payments, each newest first.",
        example: { customerId: CUSTOMER_ID, limit: 50 },
      }),
    )
    .input(GetPostpaidHistoryInput)
    .output(GetPostpaidHistoryOutput)
    .query(({ ctx, input }) => getPostpaidHistory(ctx, input)),
};
