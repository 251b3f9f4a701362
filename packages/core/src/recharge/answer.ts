import { type CreateRechargeOutput, REFERENCE_PREFIXES, referenceFor, type Subscription } from "@nexa/contracts";
import { lines, subscriptions, transactions } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { dataUsedFor, toSubscription } from "../subscriptions/index.ts";
import { referenceOf, type TransactionRow, toTransaction } from "../transactions/index.ts";
import { rechargeErrors } from "./errors.ts";
import type { IntentRow } from "./intent.ts";
import { queuePositionOf } from "./queue-position.ts";
import type { Settlement } from "./settle-charges.ts";

/** The answer to a recharge from what its two statements told, without another look-up where they told all. */
export async function answerOf(
  ctx: CoreContext,
  intent: IntentRow,
  settlement: Settlement,
  detail: string | null,
): Promise<CreateRechargeOutput> {
  const { verdict, subscription } = settlement;
  const name = {
    transactionId: intent.transaction_id,
    reference: referenceFor(
      intent.transaction_id,
      intent.is_topup ? REFERENCE_PREFIXES.topup : REFERENCE_PREFIXES.recharge,
    ),
  };
  if (verdict === "fail") throw declined(name, detail);
  if (verdict === "wait") return { transaction: transactionOf(intent, "pending"), subscription: null };
  if (verdict !== "deliver" || !subscription) return answerOfState(ctx, intent.transaction_id);
  const row = {
    id: subscription.id,
    phone: intent.recipient_phone,
    planId: intent.plan_id,
    isTopup: intent.is_topup,
    terms: intent.terms,
    startsAt: subscription.startsAt,
    endsAt: subscription.endsAt,
    cancelledAt: null,
  };
  const now = ctx.clock.now();
  const position = subscription.startsAt > now ? await queuePositionOf(ctx, subscription.id) : null;
  return { transaction: transactionOf(intent, "succeeded"), subscription: toSubscription(row, position, now) };
}

/** The answer from the transaction as it is now: for replays, and where something else settled it. */
export async function answerOfState(ctx: CoreContext, transactionId: string): Promise<CreateRechargeOutput> {
  const [row] = await ctx.db.orm.select().from(transactions).where(eq(transactions.id, transactionId));
  if (!row) throw new Error(`an idempotency key names transaction ${transactionId}, which is not there`);
  const name = { transactionId, reference: referenceOf(row) };
  if (row.status === "failed") throw declined(name, row.detail);
  if (row.status === "reversed") throw rechargeErrors.reversed(name);
  const subscription = row.status === "pending" ? null : await subscriptionOf(ctx, row);
  return { transaction: toTransaction(row), subscription };
}

function declined(name: { transactionId: string; reference: string }, detail: string | null) {
  return detail ? rechargeErrors.declined(name, detail) : rechargeErrors.declined(name);
}

async function subscriptionOf(ctx: CoreContext, transaction: TransactionRow): Promise<Subscription | null> {
  const now = ctx.clock.now();
  const [found] = await ctx.db.orm
    .select({ row: subscriptions, phone: lines.phone, dataUsedBytes: dataUsedFor(transaction.payerId) })
    .from(subscriptions)
    .innerJoin(lines, eq(lines.id, subscriptions.lineId))
    .where(eq(subscriptions.transactionId, transaction.id));
  if (!found) return null;
  const { row, phone } = found;
  // As it was sold, where what was used since is not for who paid: the same answer as the first one.
  const dataUsedBytes = found.dataUsedBytes ?? 0;
  return toSubscription({ ...row, phone, dataUsedBytes }, await queuePositionOf(ctx, row.id), now);
}

function transactionOf(intent: IntentRow, status: "pending" | "succeeded") {
  const finalAmountMinor = intent.original_minor - intent.discount_minor;
  return toTransaction({
    id: intent.transaction_id,
    type: intent.type,
    status,
    payerId: intent.payer_id,
    partnerId: intent.partner_id,
    lineId: null,
    recipientPhone: intent.recipient_phone,
    refundOfId: null,
    planId: intent.plan_id,
    terms: intent.terms,
    offerId: intent.offer_id,
    referralDiscountId: intent.discount_id,
    discountType: intent.discount_type,
    originalAmountMinor: intent.original_minor,
    discountAmountMinor: intent.discount_minor,
    finalAmountMinor,
    capturedMinor: status === "succeeded" ? finalAmountMinor : 0,
    refundRequestedMinor: 0,
    refundedMinor: 0,
    currency: intent.currency,
    paymentMethod: intent.method,
    detail: null,
    createdAt: new Date(intent.created_at),
    settledAt: null,
  });
}
