import { defineReasons } from "@nexa/contracts";

export const identityErrors = defineReasons("identity", {
  badCredentials: ["UNAUTHENTICATED", "These sign-in details are not right. Check them and try again."],
  accountSuspended: ["FORBIDDEN", "Your account is suspended. Please contact support."],
  staffDisabled: ["FORBIDDEN", "This staff account is disabled. Ask an owner to enable it."],
  tokenInvalid: ["UNAUTHENTICATED", "This access token is not valid. Please sign in again."],
  tokenExpired: ["UNAUTHENTICATED", "This access token has expired. Refresh it or sign in again."],
  sessionEnded: ["UNAUTHENTICATED", "This session has ended. Please sign in again."],
  refreshInvalid: ["UNAUTHENTICATED", "This refresh token is not valid any more. Please sign in again."],
  refreshReused: [
    "UNAUTHENTICATED",
    "This refresh token was used before, so the session was ended for safety. Please sign in again.",
  ],
  tooManyTries: ["RATE_LIMITED", "Too many tries. Please wait a little and try again."],
  limitsUnavailable: ["UNAVAILABLE", "Sign-in is briefly not available. Please try again in a moment."],
  busy: ["UNAVAILABLE", "Too many people are signing in at the moment. Please try again in a few seconds."],
  phoneInvalid: [
    "INVALID",
    "This is not a valid phone number. Check the digits, with the country code if it is abroad.",
  ],
  phoneTaken: ["CONFLICT", "There is an account with this number already. Sign in instead."],
  phoneAlreadyVerified: ["CONFLICT", "Your number is verified already. There is nothing left to do."],
  passwordCommon: ["INVALID", "This password is one of the most common ones. Choose another one."],
  passwordWrong: ["INVALID", "The current password is not right. Check it and try again."],
  codeNeeded: ["INVALID", "A code is needed to register. Request one for this number and send it along."],
  codeWrong: ["INVALID", "This code is wrong or no longer valid. Check the latest message or request a new code."],
  sessionNotFound: ["NOT_FOUND", "There is no such session. The list of sessions shows the ones that are open."],
  staffNotFound: ["NOT_FOUND", "There is no such member of staff. The list of staff shows who there is."],
  emailTaken: ["CONFLICT", "A member of staff has this e-mail address already. Use another one."],
  lastOwner: ["CONFLICT", "This is the last active owner. Make someone else an owner first."],
});
