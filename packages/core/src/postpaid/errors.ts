import { defineReasons } from "@nexa/contracts";

export const postpaidErrors = defineReasons("postpaid", {
  planUnknown: ["NOT_FOUND", "There is no such plan. Choose one from the list of postpaid plans."],
  planInactive: ["CONFLICT", "This plan is not sold at the moment. Choose another plan."],
  planPrepaid: ["CONFLICT", "This is a prepaid plan. Recharge the number with it instead."],
  planIsAddon: ["CONFLICT", "This is an add-on. Activate a main postpaid plan first, then buy the add-on for it."],
  planNotAddon: ["CONFLICT", "This is a main plan, not an add-on. Choose one from the list of add-ons."],
  prepaidRunning: [
    "CONFLICT",
    "This number has a prepaid plan that runs or waits. Postpaid can start once the last one has ended.",
  ],
  alreadyPostpaid: ["CONFLICT", "This number is on a postpaid plan already. Cancel that one first."],
  lineIsSecondary: [
    "CONFLICT",
    "This number shares another number's postpaid plan. Remove it there first, then activate a plan of its own.",
  ],
  billOverdue: ["CONFLICT", "You have a bill that is overdue. Pay it first, then activate another postpaid plan."],
  noActivation: ["NOT_FOUND", "You have no postpaid plan. Activate one on one of your numbers first."],
  notFound: ["NOT_FOUND", "There is no such postpaid plan among yours. Load the list again and choose one from it."],
  nameActivation: ["INVALID", "You have several postpaid plans. Say which one by sending its activationId."],
  suspended: ["CONFLICT", "This postpaid plan is suspended, so nothing can be added to it until it is restored."],
  cancelled: ["CONFLICT", "This postpaid plan is cancelled. Activate a new one to go on."],
  alreadySuspended: ["CONFLICT", "This postpaid plan is suspended already. Load it again to see why."],
  notSuspended: ["CONFLICT", "This postpaid plan is not suspended, so there is nothing to restore."],
  cycleEnded: [
    "CONFLICT",
    "The billing cycle has just ended and the next one is being opened. Please try again in a few minutes.",
  ],
  keyReused: ["INVALID", "This idempotency key was used for a different request. Use a new key for a new add-on."],
  customerNotFound: ["NOT_FOUND", "There is no such customer. The list of customers shows who there is."],
  secondaryNotFound: ["NOT_FOUND", "There is no such shared number. Load the list again and choose one from it."],
  secondaryOwnLine: ["CONFLICT", "This is the number the plan is on. Name another number to share it with."],
  secondaryExists: ["CONFLICT", "This number shares the plan already."],
  secondaryLimit: [
    "CONFLICT",
    "The plan allows no more shared numbers. Remove one first, or wait until an unanswered request runs out.",
  ],
  secondaryBusy: [
    "CONFLICT",
    "This number has a plan of its own or shares another one. It can join once that has ended.",
  ],
  codeNeeded: ["INVALID", "A code was sent to the number. Ask who holds it for the code, and send it along."],
  secondaryNotRequested: ["CONFLICT", "This request was answered or has run out. Ask the number anew."],
  secondaryEnded: ["CONFLICT", "This number does not share the plan any more. There is nothing left to remove."],
});
