import {
  AdminListNotificationsInput,
  AdminListNotificationsOutput,
  AdminNotificationStatsInput,
  AdminNotificationStatsOutput,
  AutomatedNotificationStatsOutput,
  Device,
  GetNotificationPreferencesInput,
  GetNotificationStatsInput,
  GetNotificationStatsOutput,
  ListDevicesInput,
  ListDevicesOutput,
  ListNotificationsInput,
  ListNotificationsOutput,
  MarkAllNotificationsReadInput,
  MarkNotificationsReadInput,
  MarkNotificationsReadOutput,
  NotificationPreferences,
  NotificationStreamInput,
  RegisterDeviceInput,
  RemoveDeviceInput,
  RemoveDeviceOutput,
  UpdateNotificationPreferencesInput,
} from "@nexa/contracts";
import { tracked } from "@trpc/server";
import { toCoreError, toTrpcError } from "../trpc/errors.ts";
import { adminProcedure, customerProcedure, router } from "../trpc/init.ts";
import { adminListNotifications } from "./admin-list-notifications.ts";
import { adminNotificationStats } from "./admin-notification-stats.ts";
import { automatedNotificationStats } from "./automated-notification-stats.ts";
import { broadcastProcedures } from "./broadcasts/broadcast-procedures.ts";
import { getNotificationPreferences } from "./get-notification-preferences.ts";
import { getNotificationStats } from "./get-notification-stats.ts";
import { listDevices } from "./list-devices.ts";
import { listNotifications } from "./list-notifications.ts";
import { markAllNotificationsRead } from "./mark-all-notifications-read.ts";
import { markNotificationsRead } from "./mark-notifications-read.ts";
import { notificationStream } from "./notification-stream.ts";
import { registerDevice } from "./register-device.ts";
import { removeDevice } from "./remove-device.ts";
import { updateNotificationPreferences } from "./update-notification-preferences.ts";

const tags = ["notifications"];
const adminTags = ["admin: notifications"];
const anId = "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e01";
const DEFAULT_RANGE = "Without a range: the last 30 days. A range is at most 366 days long.";

export const notificationsCustomerRouter = router({
  list: customerProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/customer/notifications",
        tags,
        summary: "Your notifications, newest first",
        description: "Title and body are in your language. `isUnread` selects unread (true) or read (false) ones.",
        example: { isUnread: true, limit: 20 },
      },
    })
    .input(ListNotificationsInput)
    .output(ListNotificationsOutput)
    .query(({ ctx, input }) => listNotifications(ctx, input)),
  stats: customerProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/customer/notifications/stats",
        tags,
        summary: "How many notifications you have, by type, read state and delivery",
        example: {},
      },
    })
    .input(GetNotificationStatsInput)
    .output(GetNotificationStatsOutput)
    .query(({ ctx }) => getNotificationStats(ctx)),
  markRead: customerProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/customer/notifications/mark-read",
        tags,
        summary: "Mark notifications as read",
        message: "Marked as read.",
        example: { notificationIds: [anId] },
      },
    })
    .input(MarkNotificationsReadInput)
    .output(MarkNotificationsReadOutput)
    .mutation(({ ctx, input }) => markNotificationsRead(ctx, input)),
  markAllRead: customerProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/customer/notifications/mark-all-read",
        tags,
        summary: "Mark all your notifications as read",
        message: "All marked as read.",
        example: {},
      },
    })
    .input(MarkAllNotificationsReadInput)
    .output(MarkNotificationsReadOutput)
    .mutation(({ ctx }) => markAllNotificationsRead(ctx)),
  getPreferences: customerProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/customer/notifications/preferences",
        tags,
        summary: "What you are notified of, over which channel, and your quiet hours",
        description:
          "Notifications about money and security have `canSwitchOff` false: they come always and at any time. Minutes are minutes of the day in `quietHours.timezone`; equal minutes mean no quiet hours.",
        example: {},
      },
    })
    .input(GetNotificationPreferencesInput)
    .output(NotificationPreferences)
    .query(({ ctx }) => getNotificationPreferences(ctx)),
  updatePreferences: customerProcedure
    .meta({
      openapi: {
        method: "PUT",
        path: "/customer/notifications/preferences",
        tags,
        summary: "Switch notifications on or off and set your quiet hours",
        description:
          "What is not named stays. During quiet hours notifications wait until they end, except those about money and security. Both minutes as null use the operator's quiet hours. The list in the app keeps every notification.",
        message: "Your preferences are saved.",
        example: {
          preferences: [{ type: "promotional", channel: "sms", isEnabled: false }],
          quietFromMinute: 1_320,
          quietUntilMinute: 420,
        },
      },
    })
    .input(UpdateNotificationPreferencesInput)
    .output(NotificationPreferences)
    .mutation(({ ctx, input }) => updateNotificationPreferences(ctx, input)),
  registerDevice: customerProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/customer/devices",
        tags,
        summary: "Register this device for push notifications",
        description: "Safe to repeat. A token known from another account moves to yours. At most 20 devices are kept.",
        status: 201,
        message: "The device is registered.",
        example: { platform: "android", token: "fcm-3f9c0d1e7a" },
      },
    })
    .input(RegisterDeviceInput)
    .output(Device)
    .mutation(({ ctx, input }) => registerDevice(ctx, input)),
  listDevices: customerProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/customer/devices",
        tags,
        summary: "Devices that get push notifications",
        description: "The one seen last first; at most 20 are kept.",
      },
    })
    .input(ListDevicesInput)
    .output(ListDevicesOutput)
    .query(({ ctx }) => listDevices(ctx)),
  removeDevice: customerProcedure
    .meta({
      openapi: {
        method: "DELETE",
        path: "/customer/devices",
        tags,
        summary: "Stop push notifications to a device",
        message: "The device is removed.",
        example: { deviceId: anId },
      },
    })
    .input(RemoveDeviceInput)
    .output(RemoveDeviceOutput)
    .mutation(({ ctx, input }) => removeDevice(ctx, input)),
  stream: customerProcedure.input(NotificationStreamInput).subscription(async function* ({ ctx, input, signal }) {
    try {
      for await (const event of notificationStream(ctx, input, signal)) yield tracked(String(event.streamSeq), event);
    } catch (error) {
      throw toTrpcError(toCoreError(error));
    }
  }),
});

export const notificationsAdminRouter = router({
  list: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/notifications",
        tags: adminTags,
        summary: "Notifications sent, newest first, with every delivery",
        description: `${DEFAULT_RANGE} \`channel\` and \`status\` select notifications that have such a delivery.`,
        example: { channel: "sms", status: "failed", limit: 50 },
      },
    })
    .input(AdminListNotificationsInput)
    .output(AdminListNotificationsOutput)
    .query(({ ctx, input }) => adminListNotifications(ctx, input)),
  stats: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/notifications/stats",
        tags: adminTags,
        summary: "Notifications by type, deliveries by channel and status, delivery rate",
        description: DEFAULT_RANGE,
        example: { from: "2026-03-01T00:00:00Z", to: "2026-04-01T00:00:00Z" },
      },
    })
    .input(AdminNotificationStatsInput)
    .output(AdminNotificationStatsOutput)
    .query(({ ctx, input }) => adminNotificationStats(ctx, input)),
  automatedStats: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/notifications/automated-stats",
        tags: adminTags,
        summary: "What the system sent by itself, by trigger, with its deliveries and delivery rate",
        description: DEFAULT_RANGE,
        example: { from: "2026-03-01T00:00:00Z", to: "2026-04-01T00:00:00Z" },
      },
    })
    .input(AdminNotificationStatsInput)
    .output(AutomatedNotificationStatsOutput)
    .query(({ ctx, input }) => automatedNotificationStats(ctx, input)),
  ...broadcastProcedures,
});
