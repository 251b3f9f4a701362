import { defineReasons } from "@nexa/contracts";

export const notificationsErrors = defineReasons("notifications", {
  unknown: ["NOT_FOUND", "At least one of these notifications is not yours or no longer exists. Load the list again."],
  deviceUnknown: ["NOT_FOUND", "This device is not registered for your account. Nothing needs to be removed."],
  tooManyStreams: [
    "RATE_LIMITED",
    "Too many live streams are open for your account. Close one, for example another browser tab, and try again.",
  ],
  badRange: [
    "INVALID",
    "The end of the time range must lie after its start, at most 366 days later. Choose another range.",
  ],
});
