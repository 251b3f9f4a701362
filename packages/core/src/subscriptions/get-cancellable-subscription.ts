import { transactions } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { subscriptionsErrors } from "./errors.ts";
import { statusOf } from "./to-subscription.ts";
import { getVisibleSubscription } from "./visibility.ts";
import { notWaiting } from "./waiting-plans.ts";

export type CancellableSubscription = {
  subscriptionId: string;
  /** The transaction whose money goes back, to its payer alone. */
  transactionId: string;
  lineId: string;
  payerId: string | null;
};

/**
 * The rule "who may cancel what": the line's owner and the payer, a plan that waits. What a partner sold only staff give back: its money
 * goes to the partner's payment, so the owner would lose plan and price. Whether the plan still waits under the line lock is checked
 * again by `endSubscription` with cause `cancelled`.
 *
 * @throws subscriptions.notFound, alreadyRunning, alreadyEnded, soldByPartner
 */
export async function getCancellableSubscription(
  ctx: CoreContext<CustomerActor>,
  subscriptionId: string,
): Promise<CancellableSubscription> {
  const { row } = await getVisibleSubscription(ctx, subscriptionId);
  const now = ctx.clock.now();
  if (row.isTopup || statusOf(row, now) !== "queued") throw notWaiting(row, now);
  const [sale] = await ctx.db.orm
    .select({ partnerId: transactions.partnerId })
    .from(transactions)
    .where(eq(transactions.id, row.transactionId));
  if (sale?.partnerId) throw subscriptionsErrors.soldByPartner();
  return { subscriptionId: row.id, transactionId: row.transactionId, lineId: row.lineId, payerId: row.payerId };
}
