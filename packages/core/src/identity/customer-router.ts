import {
  ChangePasswordInput,
  CodeRequestedOutput,
  ConfirmPhoneInput,
  DoneOutput,
  EmptyInput,
  EndSessionInput,
  ListSessionsInput,
  ListSessionsOutput,
  LoginInput,
  Profile,
  RefreshInput,
  RegisterInput,
  RegisterOutput,
  RequestPasswordResetInput,
  RequestRegistrationCodeInput,
  ResetPasswordInput,
  TokenPair,
} from "@nexa/contracts";
import { customerProcedure, publicProcedure, router, signedInProcedure } from "../trpc/init.ts";
import { changePassword } from "./change-password.ts";
import { confirmPhone } from "./confirm-phone.ts";
import { endSession } from "./end-session.ts";
import { listSessions } from "./list-sessions.ts";
import { refreshSession } from "./refresh-session.ts";
import { registerCustomer } from "./register-customer.ts";
import { requestPasswordReset } from "./request-password-reset.ts";
import { requestPhoneVerification } from "./request-phone-verification.ts";
import { requestRegistrationCode } from "./request-registration-code.ts";
import { resetPassword } from "./reset-password.ts";
import { signInCustomer } from "./sign-in-customer.ts";
import { signOut } from "./sign-out.ts";

const tags = ["sign-in"];
const profileTags = ["profile"];
const phoneNumber = "+919812345678";
const password = "monsoon-kettle-42";

export const identityCustomerRouter = router({
  requestRegistrationCode: publicProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/customer/register/code",
        tags,
        summary: "Request the code to register with",
        description:
          "Needed where the operator verifies phones. The answer is the same for every number, known or not.",
        message: "If the number can receive messages, a code is on its way.",
        example: { phoneNumber },
      },
    })
    .input(RequestRegistrationCodeInput)
    .output(CodeRequestedOutput)
    .mutation(({ ctx, input }) => requestRegistrationCode(ctx, input)),
  register: publicProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/customer/register",
        tags,
        summary: "Register a customer",
        description:
          "Makes the account with its number and signs in. A referral code takes its slot at this moment, or the account is not made.",
        status: 201,
        message: "Welcome. Your account is ready.",
        example: { phoneNumber, password, fullName: "Asha Rao", referralCode: "7KQ2MXNP" },
      },
    })
    .input(RegisterInput)
    .output(RegisterOutput)
    .mutation(({ ctx, input }) => registerCustomer(ctx, input)),
  login: publicProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/customer/login",
        tags,
        summary: "Sign in as a customer",
        message: "You are signed in.",
        example: { phoneNumber, password },
      },
    })
    .input(LoginInput)
    .output(TokenPair)
    .mutation(({ ctx, input }) => signInCustomer(ctx, input)),
  requestPasswordReset: publicProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/customer/password/forgot",
        tags,
        summary: "Request the code that sets a forgotten password anew",
        description: "The answer is the same for every number, known or not.",
        message: "If the number can receive messages, a code is on its way.",
        example: { phoneNumber },
      },
    })
    .input(RequestPasswordResetInput)
    .output(CodeRequestedOutput)
    .mutation(({ ctx, input }) => requestPasswordReset(ctx, input)),
  resetPassword: publicProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/customer/password/reset",
        tags,
        summary: "Set a new password with the code",
        description: "Ends all your sessions.",
        message: "Your new password is set. Sign in with it.",
        example: { phoneNumber, code: "493027", newPassword: "banyan-lantern-77" },
      },
    })
    .input(ResetPasswordInput)
    .output(DoneOutput)
    .mutation(({ ctx, input }) => resetPassword(ctx, input)),
  refresh: publicProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/refresh",
        tags,
        summary: "Exchange a refresh token for a new pair",
        description:
          "For customers and staff. Each refresh token is good for one exchange; using it again ends the session, except within 20 seconds, when the same new token is answered.",
        example: { refreshToken: "nxr_c_3vXw0J8mB2qT6yLk9RzPpQhNs1dGfUa4eCiOoVbWxYs" },
      },
    })
    .input(RefreshInput)
    .output(TokenPair)
    .mutation(({ ctx, input }) => refreshSession(ctx, input)),
  logout: signedInProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/logout",
        tags,
        summary: "Sign out",
        description: "For customers and staff: ends the session of this request with its refresh tokens.",
        message: "You are signed out.",
        example: {},
      },
    })
    .input(EmptyInput)
    .output(DoneOutput)
    .mutation(({ ctx, input }) => signOut(ctx, input)),
  listSessions: signedInProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/sessions",
        tags,
        summary: "Where you are signed in",
        description: "For customers and staff: your own sessions, the newest first.",
        example: { limit: 20 },
      },
    })
    .input(ListSessionsInput)
    .output(ListSessionsOutput)
    .query(({ ctx, input }) => listSessions(ctx, input)),
  endSession: signedInProcedure
    .meta({
      openapi: {
        method: "DELETE",
        path: "/sessions/{sessionId}",
        tags,
        summary: "End one of your sessions",
        message: "That session has ended.",
        example: { sessionId: "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e01" },
      },
    })
    .input(EndSessionInput)
    .output(DoneOutput)
    .mutation(({ ctx, input }) => endSession(ctx, input)),
  requestPhoneVerification: customerProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/customer/verify-phone/request",
        tags,
        summary: "Request the code that verifies your number",
        message: "A code is on its way to your number.",
        example: {},
      },
    })
    .input(EmptyInput)
    .output(CodeRequestedOutput)
    .mutation(({ ctx, input }) => requestPhoneVerification(ctx, input)),
  confirmPhone: customerProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/customer/verify-phone/confirm",
        tags,
        summary: "Verify your number with the code sent to it",
        message: "Your number is verified.",
        example: { code: "493027" },
      },
    })
    .input(ConfirmPhoneInput)
    .output(Profile)
    .mutation(({ ctx, input }) => confirmPhone(ctx, input)),
  changePassword: customerProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/customer/change-password",
        tags: profileTags,
        summary: "Change your password",
        description: "Ends all your other sessions.",
        message: "Your password is changed.",
        example: { currentPassword: password, newPassword: "banyan-lantern-77" },
      },
    })
    .input(ChangePasswordInput)
    .output(DoneOutput)
    .mutation(({ ctx, input }) => changePassword(ctx, input)),
});
