import { defineReasons } from "@nexa/contracts";

export const notificationsErrors = defineReasons("notifications", {
  unknown: ["NOT_FOUND", "At least one of these notifications is not yours or no longer exists. Load the list again."],
  deviceUnknown: ["NOT_FOUND", "This device is not registered for your account. Nothing needs to be removed."],
  tooManyStreams: [
    "RATE_LIMITED",
    "Too many live streams are open for your account. Close one, for example another browser tab, and try again.",
  ],
  alwaysOn: [
    "CONFLICT",
    "Notifications about money and security cannot be switched off. Leave them on; all others can be switched off.",
  ],
  channelUnused: [
    "INVALID",
    "This kind of notification does not use that channel. Load the preferences and change one of those shown.",
  ],
  quietHoursIncomplete: [
    "INVALID",
    "Quiet hours need a start and an end. Send both minutes, or both as null to use the usual quiet hours.",
  ],
  audienceMissing: [
    "INVALID",
    "Say to whom it goes: name customers or conditions, or set isToEveryone to send it to all customers.",
  ],
  audienceBothWays: ["INVALID", "Customers or conditions and isToEveryone exclude each other. Choose one of the two."],
  hindiIncomplete: ["INVALID", "The Hindi version needs a title and a text. Add the missing one or leave both out."],
  customerUnknown: [
    "NOT_FOUND",
    "At least one of these customers does not exist, is closed or has no verified number. Check the list and send it again.",
  ],
  nobody: ["INVALID", "Nobody meets these conditions at the moment. Widen them and look at the preview first."],
  oneCustomerOnly: ["FORBIDDEN", "Your role may send to one customer at a time. Name exactly one customer."],
  keyReused: [
    "INVALID",
    "This Idempotency-Key was used for another notification. Use a new key for a new notification.",
  ],
  broadcastUnknown: ["NOT_FOUND", "This broadcast does not exist. Load the list again."],
  notStoppable: ["CONFLICT", "Only a broadcast that waits or runs can be stopped. Load it again to see its state."],
  notResumable: [
    "CONFLICT",
    "Only a broadcast that was stopped or failed can be resumed. Load it again to see its state.",
  ],
  badRange: [
    "INVALID",
    "The end of the time range must lie after its start, at most 366 days later. Choose another range.",
  ],
});
