import { defineReasons } from "@nexa/contracts";

export const subscriptionsErrors = defineReasons("subscriptions", {
  notFound: ["NOT_FOUND", "There is no such plan on your numbers. Load the list again and choose one from it."],
  alreadyRunning: ["CONFLICT", "This plan has started already. Only a plan that still waits can be changed."],
  alreadyEnded: ["CONFLICT", "This plan has ended already. Load the list again to see what is left."],
  soldByPartner: [
    "CONFLICT",
    "This plan was bought from one of our partners, so it cannot be cancelled here. Ask them, or support, for a refund.",
  ],
  ownerOnly: ["FORBIDDEN", "Only the owner of the number may change when its plans run. Ask the owner to do it."],
  queueChanged: [
    "CONFLICT",
    "The list does not name every waiting plan of one number exactly once. Load the queue again and send it whole.",
  ],
});
