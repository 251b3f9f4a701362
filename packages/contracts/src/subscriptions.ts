import { z } from "zod";
import { SUBSCRIPTION_STATUSES } from "./enums.ts";
import { IdempotencyKey } from "./idempotency.ts";
import { Id } from "./ids.ts";
import { AmountMinor } from "./money.ts";
import { PageInput, pageOf } from "./paging.ts";
import { PhoneNumber } from "./phone.ts";
import { Timestamp } from "./text.ts";
import { RefundOutput, Subscription } from "./transactions.ts";

/** A running plan with the top-ups beside it. Top-ups that outlive their base plan stand alone, with no top-ups of their own. */
export const ActiveSubscription = z.object({ ...Subscription.shape, topups: z.array(Subscription) });
export type ActiveSubscription = z.output<typeof ActiveSubscription>;

/** Which of the customer's lines: by id or number; none is the registered number and what was paid for other people's. */
const LineChoice = { lineId: Id.optional(), phoneNumber: PhoneNumber.optional() };

export const ListActiveSubscriptionsInput = z.strictObject(LineChoice);
export type ListActiveSubscriptionsInput = z.output<typeof ListActiveSubscriptionsInput>;
export const ListActiveSubscriptionsOutput = z.object({
  items: z.array(ActiveSubscription),
  /** Running plans the customer paid for on lines of other people; empty when a line is named. */
  paidForOthers: z.array(Subscription),
});
export type ListActiveSubscriptionsOutput = z.output<typeof ListActiveSubscriptionsOutput>;

export const ListQueuedSubscriptionsInput = z.strictObject(LineChoice);
export type ListQueuedSubscriptionsInput = z.output<typeof ListQueuedSubscriptionsInput>;
export const ListQueuedSubscriptionsOutput = z.object({
  /** The waiting plans, next to start first. */
  items: z.array(Subscription),
  paidForOthers: z.array(Subscription),
});
export type ListQueuedSubscriptionsOutput = z.output<typeof ListQueuedSubscriptionsOutput>;

export const ListSubscriptionHistoryInput = z.strictObject({
  ...PageInput,
  ...LineChoice,
  status: z.enum(SUBSCRIPTION_STATUSES).optional(),
});
export type ListSubscriptionHistoryInput = z.output<typeof ListSubscriptionHistoryInput>;
/** Newest purchase first. */
export const ListSubscriptionHistoryOutput = pageOf(Subscription);
export type ListSubscriptionHistoryOutput = z.output<typeof ListSubscriptionHistoryOutput>;

export const ActivateNowInput = z.strictObject({ subscriptionId: Id });
export type ActivateNowInput = z.output<typeof ActivateNowInput>;
export const ActivateNowOutput = z.object({
  activated: Subscription,
  /** The plan that was cut short: what was left of it is lost. Null when none was running. */
  forfeited: z.object({ ...Subscription.shape, forfeitedSeconds: z.int().min(0) }).nullable(),
  /** The plans that wait now, next to start first. */
  queue: z.array(Subscription),
});
export type ActivateNowOutput = z.output<typeof ActivateNowOutput>;

const MAX_QUEUE = 51;

export const ReorderQueueInput = z.strictObject({
  /** Every waiting plan of one line once, in the wanted order. */
  subscriptionIds: z.array(Id).min(1).max(MAX_QUEUE),
});
export type ReorderQueueInput = z.output<typeof ReorderQueueInput>;
export const ReorderQueueOutput = z.object({ items: z.array(Subscription) });
export type ReorderQueueOutput = z.output<typeof ReorderQueueOutput>;

export const CancelSubscriptionInput = z.strictObject({ subscriptionId: Id, idempotencyKey: IdempotencyKey });
export type CancelSubscriptionInput = z.output<typeof CancelSubscriptionInput>;
/** The refund to who paid, and the transaction it gives money back for. */
export const CancelSubscriptionOutput = RefundOutput;
export type CancelSubscriptionOutput = z.output<typeof CancelSubscriptionOutput>;

/** A plan as staff see it. */
export const AdminSubscription = z.object({
  ...Subscription.shape,
  lineId: Id,
  ownerId: Id.nullable(),
  payerId: Id.nullable(),
  transactionId: Id,
  /** The price in the terms sold, before discounts, in minor units. */
  priceMinor: AmountMinor,
  createdAt: Timestamp,
});
export type AdminSubscription = z.output<typeof AdminSubscription>;

const AdminFilters = {
  ...PageInput,
  phoneNumber: PhoneNumber.optional(),
  lineId: Id.optional(),
  ownerId: Id.optional(),
  payerId: Id.optional(),
  planId: Id.optional(),
};

export const AdminListActiveSubscriptionsInput = z.strictObject({
  ...AdminFilters,
  isTopup: z.boolean().optional(),
  /** Only plans that end before this instant. */
  endsBefore: Timestamp.optional(),
});
export type AdminListActiveSubscriptionsInput = z.output<typeof AdminListActiveSubscriptionsInput>;
/** Soonest to end first. */
export const AdminListActiveSubscriptionsOutput = pageOf(AdminSubscription);
export type AdminListActiveSubscriptionsOutput = z.output<typeof AdminListActiveSubscriptionsOutput>;

export const AdminListQueuedSubscriptionsInput = z.strictObject(AdminFilters);
export type AdminListQueuedSubscriptionsInput = z.output<typeof AdminListQueuedSubscriptionsInput>;
/** Soonest to start first. */
export const AdminListQueuedSubscriptionsOutput = pageOf(AdminSubscription);
export type AdminListQueuedSubscriptionsOutput = z.output<typeof AdminListQueuedSubscriptionsOutput>;
