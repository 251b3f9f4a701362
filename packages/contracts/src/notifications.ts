import { z } from "zod";
import { NOTIFICATION_CHANNELS, NOTIFICATION_STATUSES, NOTIFICATION_TYPES } from "./enums.ts";
import { Id } from "./ids.ts";
import { PageInput, pageOf } from "./paging.ts";
import { Timestamp } from "./text.ts";

export const DEVICE_PLATFORMS = ["web", "android", "ios"] as const;

/** How far a notice has come on one channel. */
export const NotificationDelivery = z.object({
  channel: z.enum(NOTIFICATION_CHANNELS),
  status: z.enum(NOTIFICATION_STATUSES),
  sentAt: Timestamp.nullable(),
  deliveredAt: Timestamp.nullable(),
});
export type NotificationDelivery = z.infer<typeof NotificationDelivery>;

/** A notice as its customer reads it: title and body in the customer's language. A one-time code is never shown here. */
export const Notification = z.object({
  id: Id,
  type: z.enum(NOTIFICATION_TYPES),
  title: z.string(),
  body: z.string(),
  lineId: Id.nullable(),
  createdAt: Timestamp,
  readAt: Timestamp.nullable(),
  deliveries: z.array(NotificationDelivery),
});
export type Notification = z.infer<typeof Notification>;

export const ListNotificationsInput = z.strictObject({
  ...PageInput,
  /** `true` only unread ones, `false` only read ones. */
  isUnread: z.boolean().optional(),
  type: z.enum(NOTIFICATION_TYPES).optional(),
});
export type ListNotificationsInput = z.infer<typeof ListNotificationsInput>;
export const ListNotificationsOutput = pageOf(Notification);
export type ListNotificationsOutput = z.infer<typeof ListNotificationsOutput>;

export const GetNotificationStatsInput = z.strictObject({});
export type GetNotificationStatsInput = z.infer<typeof GetNotificationStatsInput>;

const Count = z.int().min(0);

/** Deliveries over one channel by where they stand. */
export const ChannelDeliveryCounts = z.object({
  channel: z.enum(NOTIFICATION_CHANNELS),
  total: Count,
  pending: Count,
  sent: Count,
  delivered: Count,
  failed: Count,
  suppressed: Count,
});
export type ChannelDeliveryCounts = z.infer<typeof ChannelDeliveryCounts>;

export const GetNotificationStatsOutput = z.object({
  total: Count,
  unread: Count,
  byType: z.array(z.object({ type: z.enum(NOTIFICATION_TYPES), total: Count, unread: Count })),
  byChannel: z.array(ChannelDeliveryCounts),
});
export type GetNotificationStatsOutput = z.infer<typeof GetNotificationStatsOutput>;

export const MarkNotificationsReadInput = z.strictObject({ notificationIds: z.array(Id).min(1).max(500) });
export type MarkNotificationsReadInput = z.infer<typeof MarkNotificationsReadInput>;

export const MarkAllNotificationsReadInput = z.strictObject({});
export type MarkAllNotificationsReadInput = z.infer<typeof MarkAllNotificationsReadInput>;

/** `markedCount`: how many were unread until now. */
export const MarkNotificationsReadOutput = z.object({ markedCount: Count });
export type MarkNotificationsReadOutput = z.infer<typeof MarkNotificationsReadOutput>;

export const RegisterDeviceInput = z.strictObject({
  platform: z.enum(DEVICE_PLATFORMS),
  /** The push target as the platform gave it. */
  token: z
    .string()
    .min(8)
    .max(2_048)
    .regex(/^[\x21-\x7e]+$/, "must be visible characters without spaces"),
});
export type RegisterDeviceInput = z.infer<typeof RegisterDeviceInput>;

export const Device = z.object({
  id: Id,
  platform: z.enum(DEVICE_PLATFORMS),
  createdAt: Timestamp,
  lastSeenAt: Timestamp,
});
export type Device = z.infer<typeof Device>;

export const ListDevicesInput = z.strictObject({});
export const ListDevicesOutput = z.object({ items: z.array(Device) });
export type ListDevicesOutput = z.infer<typeof ListDevicesOutput>;

export const RemoveDeviceInput = z.strictObject({ deviceId: Id });
export type RemoveDeviceInput = z.infer<typeof RemoveDeviceInput>;
export const RemoveDeviceOutput = z.object({ deviceId: Id });
export type RemoveDeviceOutput = z.infer<typeof RemoveDeviceOutput>;

export const NotificationStreamInput = z.strictObject({
  /** The id of the last event received; without it the stream starts with what comes next. */
  lastEventId: z
    .string()
    .regex(/^[0-9]{1,15}$/, "must be the id of an event of this stream")
    .optional(),
});
export type NotificationStreamInput = z.infer<typeof NotificationStreamInput>;

/** An event of the live stream. The first one has no notification: it only tells the position to resume from. */
export const NotificationStreamEvent = z.object({
  streamSeq: z.int().min(0),
  notification: Notification.nullable(),
});
export type NotificationStreamEvent = z.infer<typeof NotificationStreamEvent>;

/** A minute of the operator's day. */
const DayMinute = z.int().min(0).max(1_439);

export const NotificationPreference = z.object({
  type: z.enum(NOTIFICATION_TYPES),
  /** False for notices of money and security: they come always, and at any time. */
  canSwitchOff: z.boolean(),
  channels: z.array(z.object({ channel: z.enum(NOTIFICATION_CHANNELS), isEnabled: z.boolean() })),
});
export type NotificationPreference = z.infer<typeof NotificationPreference>;

export const GetNotificationPreferencesInput = z.strictObject({});
export type GetNotificationPreferencesInput = z.infer<typeof GetNotificationPreferencesInput>;

/** What is on, by type and channel, and when notices that can wait do wait. Equal minutes: no quiet hours. */
export const NotificationPreferences = z.object({
  /** Null: the operator's, which `quietHours` says. */
  quietFromMinute: DayMinute.nullable(),
  quietUntilMinute: DayMinute.nullable(),
  /** As they hold, in minutes of the operator's day, in this time zone. */
  quietHours: z.object({ fromMinute: DayMinute, untilMinute: DayMinute, timezone: z.string() }),
  preferences: z.array(NotificationPreference),
});
export type NotificationPreferences = z.infer<typeof NotificationPreferences>;

export const UpdateNotificationPreferencesInput = z.strictObject({
  /** The ones to change; the others stay. */
  preferences: z
    .array(
      z.strictObject({
        type: z.enum(NOTIFICATION_TYPES),
        channel: z.enum(NOTIFICATION_CHANNELS),
        isEnabled: z.boolean(),
      }),
    )
    .max(NOTIFICATION_TYPES.length * NOTIFICATION_CHANNELS.length)
    .optional(),
  /** Both, or neither; both null for the operator's. */
  quietFromMinute: DayMinute.nullable().optional(),
  quietUntilMinute: DayMinute.nullable().optional(),
});
export type UpdateNotificationPreferencesInput = z.infer<typeof UpdateNotificationPreferencesInput>;

/** A stretch of time, `from` included, `to` excluded; the last 30 days where left out. */
const RangeInput = { from: Timestamp.optional(), to: Timestamp.optional() };

export const AdminListNotificationsInput = z.strictObject({
  ...PageInput,
  ...RangeInput,
  customerId: Id.optional(),
  type: z.enum(NOTIFICATION_TYPES).optional(),
  channel: z.enum(NOTIFICATION_CHANNELS).optional(),
  status: z.enum(NOTIFICATION_STATUSES).optional(),
});
export type AdminListNotificationsInput = z.infer<typeof AdminListNotificationsInput>;

/** A notice as staff see it: to whom, and what became of each delivery. */
export const AdminNotification = Notification.extend({
  customerId: Id.nullable(),
  phoneNumber: z.string(),
  deliveries: z.array(
    NotificationDelivery.extend({
      attempts: Count,
      nextAttemptAt: Timestamp.nullable(),
      lastError: z.string().nullable(),
    }),
  ),
});
export type AdminNotification = z.infer<typeof AdminNotification>;
export const AdminListNotificationsOutput = pageOf(AdminNotification);
export type AdminListNotificationsOutput = z.infer<typeof AdminListNotificationsOutput>;

export const AdminNotificationStatsInput = z.strictObject(RangeInput);
export type AdminNotificationStatsInput = z.infer<typeof AdminNotificationStatsInput>;

export const AdminNotificationStatsOutput = z.object({
  from: Timestamp,
  to: Timestamp,
  total: Count,
  read: Count,
  byType: z.array(z.object({ type: z.enum(NOTIFICATION_TYPES), total: Count })),
  byChannel: z.array(ChannelDeliveryCounts),
  /** Of the deliveries that ended, how many percent were sent or delivered; null while none ended. */
  deliveryRatePercent: z.number().min(0).max(100).nullable(),
  /** Of what was sent, how many percent a receipt of the provider confirmed; null while nothing was sent. */
  receiptRatePercent: z.number().min(0).max(100).nullable(),
});
export type AdminNotificationStatsOutput = z.infer<typeof AdminNotificationStatsOutput>;

/** What the system sent by itself because something happened or came near, by type. Rates as in the stats of all notices. */
export const AutomatedNotificationStatsOutput = z.object({
  from: Timestamp,
  to: Timestamp,
  total: Count,
  deliveryRatePercent: z.number().min(0).max(100).nullable(),
  triggers: z.array(
    z.object({
      type: z.enum(NOTIFICATION_TYPES),
      total: Count,
      read: Count,
      byChannel: z.array(ChannelDeliveryCounts),
      deliveryRatePercent: z.number().min(0).max(100).nullable(),
    }),
  ),
});
export type AutomatedNotificationStatsOutput = z.infer<typeof AutomatedNotificationStatsOutput>;
