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
  badRange: [
    "INVALID",
    "The end of the time range must lie after its start, at most 366 days later. Choose another range.",
  ],
});
