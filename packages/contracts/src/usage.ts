import { z } from "zod";
import { LINE_MODES, USAGE_KINDS, USAGE_ZONES } from "./enums.ts";
import { Id } from "./ids.ts";
import { PhoneNumber } from "./phone.ts";
import { Timestamp } from "./text.ts";

/** The most that one event may report; it keeps the sums of a batch below 2^53. */
const MAX_AMOUNT = 512 * 1024 ** 3;
const MAX_BATCH = 10_000;

/** What a line used, as the network tells it. `amount` is bytes of data, seconds of voice or a number of messages. */
export const UsageEvent = z.strictObject({
  /** The sender's own name for the event: sending it again changes nothing. */
  eventId: z.string().regex(/^[\x21-\x7e]{1,64}$/, "must be 1 to 64 visible ASCII characters"),
  phoneNumber: PhoneNumber,
  kind: z.enum(USAGE_KINDS),
  amount: z.int().min(1).max(MAX_AMOUNT),
  zone: z.enum(USAGE_ZONES),
  startedAt: Timestamp,
});
export type UsageEvent = z.infer<typeof UsageEvent>;

export const IngestUsageInput = z.strictObject({ events: z.array(UsageEvent).min(1).max(MAX_BATCH) });
export type IngestUsageInput = z.infer<typeof IngestUsageInput>;

export const USAGE_REJECTIONS = ["unknownLine", "startsInFuture", "tooOld", "implausible", "differs"] as const;
export type UsageRejectionReason = (typeof USAGE_REJECTIONS)[number];

export const UsageRejection = z.object({
  /** Its place in the batch, from 0. */
  index: z.int(),
  eventId: z.string(),
  reason: z.enum(USAGE_REJECTIONS),
  message: z.string(),
});
export type UsageRejection = z.infer<typeof UsageRejection>;

/** `accepted`, `duplicates` and the length of `rejected` sum to the events sent. */
export const IngestUsageOutput = z.object({
  accepted: z.int(),
  /** Events that were rated already, with the same content. */
  duplicates: z.int(),
  rejected: z.array(UsageRejection),
});
export type IngestUsageOutput = z.infer<typeof IngestUsageOutput>;

/** Data in bytes, voice in seconds, SMS in messages. Null: not limited. */
export const KindBalance = z.object({
  allowance: z.int().nullable(),
  used: z.int(),
  remaining: z.int().nullable(),
});

export const Balances = z.object({ data: KindBalance, voice: KindBalance, sms: KindBalance });

/** What is left of one plan, top-up, add-on or shared allowance. */
export const PlanBalance = z.object({
  /** The subscription, billing cycle or add-on. */
  id: Id,
  planName: z.string(),
  startsAt: Timestamp,
  endsAt: Timestamp,
  balances: Balances,
});
export type PlanBalance = z.infer<typeof PlanBalance>;

/** Data in bytes, voice in seconds, SMS in messages. */
export const UsedAmounts = z.object({ data: z.int(), voice: z.int(), sms: z.int() });
export type UsedAmounts = z.infer<typeof UsedAmounts>;

/** What a line has left now, and used today. */
export const LineUsage = z.object({
  lineId: Id,
  phoneNumber: z.string(),
  mode: z.enum(LINE_MODES),
  /** The running prepaid plan, or null. */
  base: PlanBalance.nullable(),
  /** Of the running prepaid plan: what it gives a day at most, and what it gave today. Null where it is not limited a day. */
  dailyData: z.object({ limitBytes: z.int(), usedTodayBytes: z.int(), resetsAt: Timestamp }).nullable(),
  /** Running top-ups, the first to end first: the order they are used in. */
  topups: z.array(PlanBalance),
  /** The shared allowance of a postpaid plan, also of one that the line shares as a secondary number. Null for a prepaid line. */
  pool: z
    .object({
      ...PlanBalance.shape,
      /** Add-ons of the cycle, in the order they are used in. */
      addons: z.array(PlanBalance),
      overageBytes: z.int(),
      overagePricePerGbMinor: z.int().nullable(),
    })
    .nullable(),
  /** What the line itself used today. */
  today: UsedAmounts,
});
export type LineUsage = z.infer<typeof LineUsage>;

export const GetUsageInput = z.strictObject({ lineId: Id.optional(), phoneNumber: PhoneNumber.optional() });
export type GetUsageInput = z.infer<typeof GetUsageInput>;
/** The registered number first; one item where a line is named. */
export const GetUsageOutput = z.object({ items: z.array(LineUsage) });
export type GetUsageOutput = z.infer<typeof GetUsageOutput>;

/** A day of the operator, `YYYY-MM-DD`. */
export const OperatorDay = z.iso.date();

export const GetUsageHistoryInput = z.strictObject({
  lineId: Id.optional(),
  phoneNumber: PhoneNumber.optional(),
  /** Both included. Without them it is the last 30 days; at most 366 at once. */
  from: OperatorDay.optional(),
  to: OperatorDay.optional(),
});
export type GetUsageHistoryInput = z.infer<typeof GetUsageHistoryInput>;

export const UsageHistoryDay = z.object({
  day: OperatorDay,
  used: UsedAmounts,
  /** The part of it used while roaming. */
  roaming: UsedAmounts,
  /** The part of it that no plan covered. */
  uncovered: UsedAmounts,
});
export type UsageHistoryDay = z.infer<typeof UsageHistoryDay>;

export const GetUsageHistoryOutput = z.object({
  lineId: Id,
  phoneNumber: z.string(),
  from: OperatorDay,
  to: OperatorDay,
  /** Days with use, oldest first, since the line is the customer's. */
  days: z.array(UsageHistoryDay),
});
export type GetUsageHistoryOutput = z.infer<typeof GetUsageHistoryOutput>;
