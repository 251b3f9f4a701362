import { newId } from "@nexa/contracts";
import { referralCodes, referralDiscounts, referralEvents, referrals, transactions } from "@nexa/db";
import { eq } from "drizzle-orm";
import { type CoreContext, withTransaction } from "../context.ts";
import { takeReferralSlot } from "./take-referral-slot.ts";

/** A new account's use of a code, in a transaction of its own. */
export function join(ctx: CoreContext, code: string, refereeId: string): Promise<{ referralId: string }> {
  return withTransaction(ctx, (tx) => takeReferralSlot(tx, { code, refereeId }));
}

/** A referee's first recharge as settling leaves it: the referral completed, the referrer rewarded. Returns the transaction's id. */
export async function complete(ctx: CoreContext, referralId: string, payerId: string): Promise<string> {
  const now = ctx.clock.now();
  const { orm } = ctx.db;
  const [referral] = await orm.select().from(referrals).where(eq(referrals.id, referralId));
  if (!referral) throw new Error("no such referral");
  const transactionId = newId(now);
  await orm.insert(transactions).values({
    ...{ id: transactionId, type: "prepaid_recharge", status: "succeeded", payerId, recipientPhone: "+919812345678" },
    ...{ originalAmountMinor: 29_900, discountAmountMinor: 2_990, finalAmountMinor: 26_910, capturedMinor: 26_910 },
    ...{ discountType: "referral", currency: "INR", paymentMethod: "upi", createdAt: now, settledAt: now },
  });
  await orm
    .update(referrals)
    .set({ completedAt: now, completingTransactionId: transactionId })
    .where(eq(referrals.id, referralId));
  await orm.insert(referralDiscounts).values({
    ...{ id: newId(now), referralId, customerId: referral.referrerId, role: "referrer", percent: 30, createdAt: now },
    expiresAt: new Date(now.getTime() + 30 * 86_400_000),
  });
  return transactionId;
}

/** Marks a customer's only discount as held or used by a transaction. */
export async function spend(ctx: CoreContext, customerId: string, transactionId: string, status: "held" | "used") {
  await ctx.db.orm
    .update(referralDiscounts)
    .set({ status, transactionId })
    .where(eq(referralDiscounts.customerId, customerId));
}

/** The kinds of steps in a code's usage log, sorted. */
export async function stepsOf(ctx: CoreContext, code: string): Promise<string[]> {
  const rows = await ctx.db.orm
    .select({ kind: referralEvents.kind })
    .from(referralEvents)
    .innerJoin(referralCodes, eq(referralCodes.id, referralEvents.codeId))
    .where(eq(referralCodes.code, code));
  return rows.map((row) => row.kind).sort();
}
