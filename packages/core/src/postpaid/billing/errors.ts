import { defineReasons } from "@nexa/contracts";

export const billingErrors = defineReasons("billing", {
  billUnknown: ["NOT_FOUND", "There is no such bill. Load the list of bills again and choose one from it."],
  cycleOpen: ["CONFLICT", "This billing cycle still runs. Its bill can be paid once the cycle has ended."],
  billSettled: ["CONFLICT", "Nothing of this bill is left to be paid."],
  paymentUnderWay: [
    "CONFLICT",
    "A payment of this bill is being confirmed. Wait until it is settled; you need not pay again.",
  ],
  keyReused: ["INVALID", "This idempotency key was used for a different request. Use a new key for a new one."],
  declined: ["PAYMENT_DECLINED", "The payment was declined. Nothing was charged, and the bill is still open."],
  reversed: [
    "CONFLICT",
    "The payment was not completed in time or could not be used, so it was reversed. Nothing stays charged.",
  ],
  nothingToWaive: [
    "CONFLICT",
    "Nothing of this bill is outstanding, so there is nothing to waive. Give a credit instead.",
  ],
  creditTooLarge: ["CONFLICT", "The credit is larger than what is left of this bill. Choose a smaller amount."],
  nothingFollows: [
    "CONFLICT",
    "The plan is cancelled, so no later bill can take this credit. Refund the bill's payment instead.",
  ],
  referenceUsed: [
    "CONFLICT",
    "A payment with this reference is recorded already. Check the reference, or look the payment up.",
  ],
});
