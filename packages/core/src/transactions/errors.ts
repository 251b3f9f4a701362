import { defineReasons } from "@nexa/contracts";

export const transactionsErrors = defineReasons("transactions", {
  notFound: ["NOT_FOUND", "There is no such transaction. Choose one from the list of transactions."],
  receiptPending: [
    "CONFLICT",
    "The payment is still pending, so there is no receipt yet. Try again once it is settled.",
  ],
  exportUnknown: ["NOT_FOUND", "There is no such export. Start one, and download it once it is done."],
  exportUnfinished: [
    "CONFLICT",
    "This export is not done: it waits, runs, was stopped or failed. Follow its task, or start another one.",
  ],
  exportDeleted: ["NOT_FOUND", "The file of this export was deleted, as all are after 7 days. Start another export."],
  exportsBusy: [
    "UNAVAILABLE",
    "Several exports are being downloaded already. Try again in a minute, or start this one as a task.",
  ],
  receiptUnpaid: ["CONFLICT", "The payment did not go through and nothing stays charged, so there is no receipt."],
});
