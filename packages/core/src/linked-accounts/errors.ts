import { defineReasons } from "@nexa/contracts";

export const linkedAccountsErrors = defineReasons("linkedAccounts", {
  notFound: ["NOT_FOUND", "There is no such linked number. Load your list again and choose one from it."],
  ownLine: ["CONFLICT", "This number is yours already, so there is nothing to link. Link the number of someone else."],
  alreadyLinked: ["CONFLICT", "This number is on your list already. Send its request again, or remove it first."],
  tooMany: ["CONFLICT", "Your list of linked numbers is full. Remove one before you add another."],
  codeNeeded: ["INVALID", "Enter the code that was sent to the number. Whoever holds the number can tell it to you."],
  notRequested: ["CONFLICT", "This request has been answered already. Load the list again to see how it stands."],
  requestExpired: ["CONFLICT", "This request has expired. Add the number again to send a new one."],
  ended: ["CONFLICT", "This link has ended already. There is nothing left to do."],
  ownerOnly: ["FORBIDDEN", "Only the owner of the number can decline. Remove the number if you no longer want it."],
  requesterOnly: ["FORBIDDEN", "Only who asked to link your number can send the request again."],
  notLinked: [
    "CONFLICT",
    "This number is not linked at the moment. Link it first, or recharge it as any other number.",
  ],
});
