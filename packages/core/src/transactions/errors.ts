import { defineReasons } from "@nexa/contracts";

export const transactionsErrors = defineReasons("transactions", {
  notFound: ["NOT_FOUND", "There is no such transaction. Choose one from the list of transactions."],
  receiptPending: [
    "CONFLICT",
    "The payment is still pending, so there is no receipt yet. Try again once it is settled.",
  ],
  receiptUnpaid: ["CONFLICT", "The payment did not go through and nothing stays charged, so there is no receipt."],
});
