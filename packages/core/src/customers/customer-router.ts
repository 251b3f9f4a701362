import {
  CloseAccountInput,
  CodeRequestedOutput,
  ConfirmEmailInput,
  ConfirmNumberChangeInput,
  DoneOutput,
  EmptyInput,
  Profile,
  RequestEmailCodeInput,
  RequestNumberChangeInput,
  UpdateProfileInput,
} from "@nexa/contracts";
import { customerProcedure, router } from "../trpc/init.ts";
import { closeAccount } from "./close-account.ts";
import { confirmEmail } from "./confirm-email.ts";
import { confirmNumberChange } from "./confirm-number-change.ts";
import { getProfile } from "./get-profile.ts";
import { removeEmail } from "./remove-email.ts";
import { removePicture } from "./remove-picture.ts";
import { requestEmailCode } from "./request-email-code.ts";
import { requestNumberChange } from "./request-number-change.ts";
import { updateProfile } from "./update-profile.ts";

const tags = ["profile"];

export const customersCustomerRouter = router({
  getProfile: customerProcedure
    .meta({ openapi: { method: "GET", path: "/customer/profile", tags, summary: "Your account", example: {} } })
    .input(EmptyInput)
    .output(Profile)
    .query(({ ctx, input }) => getProfile(ctx, input)),
  updateProfile: customerProcedure
    .meta({
      openapi: {
        method: "PUT",
        path: "/customer/profile",
        tags,
        summary: "Change your name or language",
        description: "Changes the fields sent.",
        message: "Your profile is saved.",
        example: { fullName: "Asha Rao", language: "hi" },
      },
    })
    .input(UpdateProfileInput)
    .output(Profile)
    .mutation(({ ctx, input }) => updateProfile(ctx, input)),
  requestEmailCode: customerProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/customer/profile/email",
        tags,
        summary: "Request the code that verifies an e-mail address",
        description: "An address that is verified stays in use until the new one is.",
        message: "A code is on its way to this address.",
        example: { email: "asha@example.com" },
      },
    })
    .input(RequestEmailCodeInput)
    .output(CodeRequestedOutput)
    .mutation(({ ctx, input }) => requestEmailCode(ctx, input)),
  confirmEmail: customerProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/customer/profile/email/confirm",
        tags,
        summary: "Verify the e-mail address with the code sent to it",
        message: "Your e-mail address is verified.",
        example: { email: "asha@example.com", code: "493027" },
      },
    })
    .input(ConfirmEmailInput)
    .output(Profile)
    .mutation(({ ctx, input }) => confirmEmail(ctx, input)),
  removeEmail: customerProcedure
    .meta({
      openapi: {
        method: "DELETE",
        path: "/customer/profile/email",
        tags,
        summary: "Remove your e-mail address",
        message: "Your e-mail address is removed.",
        example: {},
      },
    })
    .input(EmptyInput)
    .output(Profile)
    .mutation(({ ctx, input }) => removeEmail(ctx, input)),
  requestNumberChange: customerProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/customer/profile/number",
        tags,
        summary: "Request the code that changes the number you sign in with",
        description: "It goes to the new number. The answer is the same for every number, whoever has it.",
        message: "If the number can receive messages, a code is on its way.",
        example: { phoneNumber: "+919812345678" },
      },
    })
    .input(RequestNumberChangeInput)
    .output(CodeRequestedOutput)
    .mutation(({ ctx, input }) => requestNumberChange(ctx, input)),
  confirmNumberChange: customerProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/customer/profile/number/confirm",
        tags,
        summary: "Change the number you sign in with",
        description: "Ends all your other sessions. The old number stays one of yours until you give it up.",
        message: "Your number is changed. Sign in with it from now on.",
        example: { phoneNumber: "+919812345678", code: "493027", password: "monsoon-kettle-42" },
      },
    })
    .input(ConfirmNumberChangeInput)
    .output(Profile)
    .mutation(({ ctx, input }) => confirmNumberChange(ctx, input)),
  removePicture: customerProcedure
    .meta({
      openapi: {
        method: "DELETE",
        path: "/customer/profile/picture",
        tags,
        summary: "Delete your picture",
        message: "Your picture is deleted.",
        example: {},
      },
    })
    .input(EmptyInput)
    .output(Profile)
    .mutation(({ ctx, input }) => removePicture(ctx, input)),
  closeAccount: customerProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/customer/close-account",
        tags,
        summary: "Close your account for good",
        description:
          "Your personal data is erased, your numbers are given back and what runs on them is forfeited. Not while a bill is open, a postpaid plan runs, plans wait or money is under way.",
        message: "Your account is closed.",
        example: { password: "monsoon-kettle-42" },
      },
    })
    .input(CloseAccountInput)
    .output(DoneOutput)
    .mutation(({ ctx, input }) => closeAccount(ctx, input)),
});
