import { z } from "zod";
import { DISCOUNT_TYPES, PAYMENT_METHODS } from "./enums.ts";
import { IdempotencyKey } from "./idempotency.ts";
import { Id } from "./ids.ts";
import { AmountMinor, PriceMinor } from "./money.ts";
import { PhoneNumber } from "./phone.ts";
import { Timestamp } from "./text.ts";
import { Subscription, Transaction } from "./transactions.ts";

const RechargeWish = {
  planId: Id,
  /** Left out: the best active offer of the plan counts. */
  offerId: Id.optional(),
  recipientPhoneNumber: PhoneNumber,
  paymentMethod: z.enum(PAYMENT_METHODS),
  /** False keeps a referral discount for later. */
  useReferralDiscount: z.boolean().optional(),
};

export const QuoteRechargeInput = z.strictObject(RechargeWish);
export type QuoteRechargeInput = z.infer<typeof QuoteRechargeInput>;

/** A discount that was looked at, whether it was chosen, and why or why not. */
export const ConsideredDiscount = z.object({
  type: z.enum(DISCOUNT_TYPES),
  id: Id,
  label: z.string(),
  finalAmountMinor: AmountMinor,
  isChosen: z.boolean(),
  why: z.string(),
});
export type ConsideredDiscount = z.infer<typeof ConsideredDiscount>;

/** What would happen now. Times are estimates, and left out for a number that is neither owned nor linked. */
export const QuoteOutcome = z.object({
  kind: z.enum(["activates_now", "queued", "topup"]),
  /** 1 for next. */
  queuePosition: z.int().nullable(),
  startsAt: Timestamp.nullable(),
  endsAt: Timestamp.nullable(),
});
export type QuoteOutcome = z.infer<typeof QuoteOutcome>;

export const QuoteRechargeOutput = z.object({
  planId: Id,
  planName: z.string(),
  recipientPhoneNumber: z.string(),
  originalAmountMinor: PriceMinor,
  discountAmountMinor: AmountMinor,
  discountType: z.enum(DISCOUNT_TYPES).nullable(),
  offerId: Id.nullable(),
  finalAmountMinor: PriceMinor,
  currency: z.string(),
  consideredDiscounts: z.array(ConsideredDiscount),
  outcome: QuoteOutcome,
  /** Price and timing in one or two sentences. */
  explanation: z.string(),
});
export type QuoteRechargeOutput = z.infer<typeof QuoteRechargeOutput>;

export const CreateRechargeInput = z.strictObject({
  ...RechargeWish,
  /** The gateway's token for the means of payment; card data never reaches us. */
  paymentToken: z
    .string()
    .min(1)
    .max(255)
    .regex(/^[\x21-\x7e]+$/, "must be visible characters without spaces")
    .optional(),
  idempotencyKey: IdempotencyKey,
});
export type CreateRechargeInput = z.infer<typeof CreateRechargeInput>;

/** `subscription` is null while the payment is pending. */
export const CreateRechargeOutput = z.object({ transaction: Transaction, subscription: Subscription.nullable() });
export type CreateRechargeOutput = z.infer<typeof CreateRechargeOutput>;
