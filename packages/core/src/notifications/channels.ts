import { NOTIFICATION_TYPES, type NotificationChannel, type NotificationType } from "@nexa/contracts";

// A code goes to the phone it proves, never to a device that someone else may hold.
const SMS_ONLY: readonly NotificationType[] = ["code"];

/** The channels a type of notice may take; push only where the customer registered a device. */
export function channelsOf(type: NotificationType): readonly NotificationChannel[] {
  return SMS_ONLY.includes(type) ? ["sms"] : ["sms", "push"];
}

/** The types that a channel carries, for statements over many notices. */
export function typesOver(channel: NotificationChannel): NotificationType[] {
  return NOTIFICATION_TYPES.filter((type) => channelsOf(type).includes(channel));
}
