import { transactions } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { type ChargeAnswer, type ChargeVerdict, performRefund } from "../payments/index.ts";
import { settleBillCharge } from "../postpaid/index.ts";
import { settleCharge } from "./settle-charges.ts";

/** Settles a charge by what it pays for, a recharge or a bill, and gives back what came too late or for nothing. */
export async function settlePayment(ctx: CoreContext, answer: ChargeAnswer): Promise<ChargeVerdict> {
  const [payment] = await ctx.db.orm
    .select({ type: transactions.type })
    .from(transactions)
    .where(eq(transactions.id, answer.transactionId));
  const settle = payment?.type === "postpaid_bill_payment" ? settleBillCharge : settleCharge;
  const { verdict, refundAttemptId } = await settle(ctx, answer);
  if (refundAttemptId) await performRefund(ctx, refundAttemptId);
  return verdict;
}
