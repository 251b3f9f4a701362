import { defineReasons } from "@nexa/contracts";

export const referralsErrors = defineReasons("referrals", {
  codeUnknown: [
    "INVALID",
    "There is no such referral code. Check it with the person who gave it to you, or leave it out.",
  ],
  codeExpired: ["CONFLICT", "This referral code has expired. Ask for a new one, or register without it."],
  codeUsedUp: ["CONFLICT", "This referral code has been used already. Ask for another one, or register without it."],
  ownCode: ["CONFLICT", "This is your own referral code. Ask someone else for theirs, or register without one."],
  alreadyReferred: ["CONFLICT", "This account has joined with a referral code already. It can use only one."],
  customerUnknown: ["NOT_FOUND", "There is no such customer. Search for them in the list of customers."],
  referralUnknown: ["NOT_FOUND", "There is no such referral. Choose one from the list of referrals."],
});
