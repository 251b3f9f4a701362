import {
  AddSecondaryNumberInput,
  AddSecondaryNumberOutput,
  ConfirmSecondaryNumberInput,
  ListSecondaryNumbersInput,
  ListSecondaryNumbersOutput,
  SecondaryIdInput,
  SecondaryNumber,
} from "@nexa/contracts";
import { customerProcedure } from "../trpc/init.ts";
import { addSecondaryNumber } from "./add-secondary-number.ts";
import { confirmSecondaryNumber } from "./confirm-secondary-number.ts";
import { listSecondaryNumbers } from "./list-secondary-numbers.ts";
import { ACTIVATION_ID, PHONE, postpaid, SECONDARY_ID, WHICH } from "./operation-meta.ts";
import { removeSecondaryNumber } from "./remove-secondary-number.ts";

/** What customers do with the numbers that share a postpaid plan. */
export const secondaryProcedures = {
  listSecondaryNumbers: customerProcedure
    .meta(
      postpaid("GET", "/customer/postpaid/secondary-numbers", {
        summary: "The numbers that share your plan, and your numbers on other people's plans",
        description: `Those that are asked and those that joined. ${WHICH}`,
        example: { activationId: ACTIVATION_ID },
      }),
    )
    .input(ListSecondaryNumbersInput)
    .output(ListSecondaryNumbersOutput)
    .query(({ ctx, input }) => listSecondaryNumbers(ctx, input)),
  addSecondaryNumber: customerProcedure
    .meta(
      postpaid("POST", "/customer/postpaid/secondary-numbers", {
        summary: "Ask a number to share your plan",
        description: `A code goes to the number, with which it joins within 7 days. Asking again sends another code. ${WHICH}`,
        message: "We sent a code to the number. It joins with that code.",
        status: 201,
        example: { phoneNumber: PHONE, label: "Ravi" },
      }),
    )
    .input(AddSecondaryNumberInput)
    .output(AddSecondaryNumberOutput)
    .mutation(({ ctx, input }) => addSecondaryNumber(ctx, input)),
  confirmSecondaryNumber: customerProcedure
    .meta(
      postpaid("POST", "/customer/postpaid/secondary-numbers/{secondaryId}/confirm", {
        summary: "Let a number join with its code",
        description:
          "Who holds the number agrees while signed in, without a code; the owner of the plan sends the code that the number got.",
        message: "The number shares the plan now.",
        example: { secondaryId: SECONDARY_ID, code: "123456" },
      }),
    )
    .input(ConfirmSecondaryNumberInput)
    .output(SecondaryNumber)
    .mutation(({ ctx, input }) => confirmSecondaryNumber(ctx, input)),
  removeSecondaryNumber: customerProcedure
    .meta(
      postpaid("DELETE", "/customer/postpaid/secondary-numbers/{secondaryId}", {
        summary: "Remove a number from the plan, leave it, or decline to join",
        description: "The owner of the plan removes it; who holds the number leaves, or declines what was asked.",
        message: "The number does not share the plan any more.",
        example: { secondaryId: SECONDARY_ID },
      }),
    )
    .input(SecondaryIdInput)
    .output(SecondaryNumber)
    .mutation(({ ctx, input }) => removeSecondaryNumber(ctx, input)),
};
