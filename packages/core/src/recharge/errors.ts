import { defineReasons } from "@nexa/contracts";

export const rechargeErrors = defineReasons("recharge", {
  planUnknown: ["NOT_FOUND", "There is no such plan. Choose one from the list of plans."],
  planInactive: ["CONFLICT", "This plan is not sold at the moment. Choose another plan."],
  planPostpaid: ["CONFLICT", "This is a postpaid plan. It is activated on a line, not recharged."],
  offerUnknown: ["NOT_FOUND", "There is no such offer. Choose one from the list of offers."],
  offerOfAnotherPlan: ["CONFLICT", "This offer belongs to another plan. Choose an offer of this plan, or none."],
  offerNotActive: ["CONFLICT", "This offer is not running at the moment. Recharge without it, or choose another."],
  phoneInvalid: ["INVALID", "The number to recharge is not a valid phone number. Check it and try again."],
  payerInactive: ["FORBIDDEN", "Your account cannot buy at the moment. Please contact support."],
  sessionEnded: ["UNAUTHENTICATED", "You have been signed out. Please sign in again; nothing was charged."],
  topupNeedsPlan: ["CONFLICT", "A top-up adds to a running plan, and this number has none. Recharge a plan first."],
  linePostpaid: ["CONFLICT", "This number is on a postpaid plan and cannot be recharged."],
  queueFull: [
    "CONFLICT",
    "This number already has as many plans waiting as allowed. Wait until one starts, or cancel one.",
  ],
  termsChanged: ["CONFLICT", "The plan or offer changed a moment ago. Ask for a new quote and try again."],
  keyReused: ["INVALID", "This idempotency key was used for a different request. Use a new key for a new recharge."],
  declined: ["PAYMENT_DECLINED", "The payment was declined. Nothing was charged."],
  reversed: [
    "CONFLICT",
    "The payment was not completed in time or could not be used, so it was reversed. Nothing stays charged.",
  ],
});

export const refundErrors = defineReasons("refund", {
  transactionUnknown: ["NOT_FOUND", "There is no such transaction."],
  notRefundable: [
    "CONFLICT",
    "Only a paid recharge can be refunded, and this transaction is none or has been given back already.",
  ],
  aboveCaptured: ["CONFLICT", "The refund is larger than what is left of the payment. Choose a smaller amount."],
  keyReused: ["INVALID", "This idempotency key was used for a different request. Use a new key for a new refund."],
});

export const webhookErrors = defineReasons("webhook", {
  providerUnknown: ["NOT_FOUND", "There is no such payment provider here."],
  rejected: ["UNAUTHENTICATED", "The webhook was refused: its signature, time or form is not right."],
});
