import { defineReasons } from "@nexa/contracts";

export const linesErrors = defineReasons("lines", {
  notFound: ["NOT_FOUND", "You have no such number. Your list of numbers shows the ones you can use."],
  verifyFirst: ["CONFLICT", "Verify your own number first. Then you can add more."],
  registered: [
    "CONFLICT",
    "You sign in with this number. Change the number of your account first, or close the account.",
  ],
  inUse: ["CONFLICT", "A plan runs or waits on this number. You can give it up once its plans have ended."],
  postpaid: ["CONFLICT", "A postpaid plan runs on this number. Cancel it first."],
  sharesPlan: ["CONFLICT", "This number shares a postpaid plan. Ask who pays the plan to remove it first."],
  paymentPending: ["CONFLICT", "A payment for this number is under way. Wait until it is settled and try again."],
  ownedByOther: ["CONFLICT", "This number belongs to another account. Please contact support if it is yours."],
});
