import { z } from "zod";
import {
  ACCOUNT_STATUSES,
  BROADCAST_STATUSES,
  LANGUAGES,
  NOTIFICATION_CHANNELS,
  NOTIFICATION_STATUSES,
  PLAN_TYPES,
} from "./enums.ts";
import { IdempotencyKey } from "./idempotency.ts";
import { Id } from "./ids.ts";
import { ChannelDeliveryCounts, NotificationDelivery } from "./notifications.ts";
import { PageInput, pageOf } from "./paging.ts";
import { boundedText, Timestamp } from "./text.ts";

/** Whom staff send to: customers by id, or everyone who meets all the conditions named; none named means all. */
export const BroadcastAudience = z.strictObject({
  customerIds: z.array(Id).min(1).max(1_000).optional(),
  status: z.enum(ACCOUNT_STATUSES).optional(),
  /** Has a running plan of this type. */
  planType: z.enum(PLAN_TYPES).optional(),
  planId: Id.optional(),
  /** Remaining data of the running plans is below this. */
  balanceBelowBytes: z.int().min(0).optional(),
  /** No running plan for at least so many days. */
  minDaysInactive: z.int().min(1).max(3_650).optional(),
  signedUpFrom: z.iso.datetime().optional(),
  signedUpUntil: z.iso.datetime().optional(),
});
export type BroadcastAudience = z.infer<typeof BroadcastAudience>;

/** What goes out. Hindi, where both parts are given, to those who read it; English to all others. */
const content = {
  title: boundedText(1, 100),
  text: boundedText(1, 500),
  titleHi: boundedText(1, 100).optional(),
  textHi: boundedText(1, 500).optional(),
};

export const PreviewNotificationInput = z.strictObject({
  ...BroadcastAudience.shape,
  /** Needed where no condition is named, so that nobody writes to everyone by leaving something out. */
  isToEveryone: z.boolean().optional(),
  ...content,
  /** Over which it may go; all where left out. Push reaches registered devices, e-mail verified addresses. */
  channels: z.array(z.enum(NOTIFICATION_CHANNELS)).min(1).max(NOTIFICATION_CHANNELS.length).optional(),
});
export type PreviewNotificationInput = z.infer<typeof PreviewNotificationInput>;

const Count = z.int().min(0);

/** Whom it would reach now, and how it reads. */
export const PreviewNotificationOutput = z.object({
  recipients: Count,
  recipientsByLanguage: z.array(z.object({ language: z.enum(LANGUAGES), recipients: Count })),
  previews: z.array(z.object({ language: z.enum(LANGUAGES), title: z.string(), body: z.string() })),
});
export type PreviewNotificationOutput = z.infer<typeof PreviewNotificationOutput>;

export const SendNotificationInput = PreviewNotificationInput.extend({ idempotencyKey: IdempotencyKey });
export type SendNotificationInput = z.infer<typeof SendNotificationInput>;

/** What staff sent to one, many or all, and how far it has come. */
export const Broadcast = z.object({
  id: Id,
  status: z.enum(BROADCAST_STATUSES),
  audience: BroadcastAudience,
  title: z.string(),
  text: z.string(),
  titleHi: z.string().nullable(),
  textHi: z.string().nullable(),
  channels: z.array(z.enum(NOTIFICATION_CHANNELS)),
  /** How many it was meant for when it was made. */
  expected: Count,
  /** How many got it so far. */
  reached: Count,
  progressPercent: z.number().min(0).max(100),
  createdBy: Id,
  createdAt: Timestamp,
  startedAt: Timestamp.nullable(),
  endedAt: Timestamp.nullable(),
  /** Why it failed, in words. */
  error: z.string().nullable(),
});
export type Broadcast = z.infer<typeof Broadcast>;

export const ListBroadcastsInput = z.strictObject({ ...PageInput, status: z.enum(BROADCAST_STATUSES).optional() });
export type ListBroadcastsInput = z.infer<typeof ListBroadcastsInput>;
export const ListBroadcastsOutput = pageOf(Broadcast);
export type ListBroadcastsOutput = z.infer<typeof ListBroadcastsOutput>;

export const GetBroadcastInput = z.strictObject({ broadcastId: Id });
export type GetBroadcastInput = z.infer<typeof GetBroadcastInput>;
/** With what became of its deliveries. */
export const BroadcastDetail = Broadcast.extend({
  read: Count,
  byChannel: z.array(ChannelDeliveryCounts),
  deliveryRatePercent: z.number().min(0).max(100).nullable(),
});
export type BroadcastDetail = z.infer<typeof BroadcastDetail>;

export const ListBroadcastRecipientsInput = z.strictObject({
  ...PageInput,
  broadcastId: Id,
  /** Those with a delivery over this channel, or that stands at this status. */
  channel: z.enum(NOTIFICATION_CHANNELS).optional(),
  status: z.enum(NOTIFICATION_STATUSES).optional(),
});
export type ListBroadcastRecipientsInput = z.infer<typeof ListBroadcastRecipientsInput>;

/** Name and number are null once the account is closed. */
export const BroadcastRecipient = z.object({
  customerId: Id,
  fullName: z.string().nullable(),
  phoneNumber: z.string().nullable(),
  notificationId: Id,
  readAt: Timestamp.nullable(),
  deliveries: z.array(NotificationDelivery.extend({ lastError: z.string().nullable() })),
});
export type BroadcastRecipient = z.infer<typeof BroadcastRecipient>;
export const ListBroadcastRecipientsOutput = pageOf(BroadcastRecipient);
export type ListBroadcastRecipientsOutput = z.infer<typeof ListBroadcastRecipientsOutput>;
