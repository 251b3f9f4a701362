import type { CoreContext, CustomerActor } from "../context.ts";
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
 * The rule "who may cancel what": the line's owner and the payer, a plan that waits. Whether it still waits under the line lock is
 * checked again by `endSubscription` with cause `cancelled`.
 *
 * @throws subscriptions.notFound, alreadyRunning, alreadyEnded
 */
export async function getCancellableSubscription(
  ctx: CoreContext<CustomerActor>,
  subscriptionId: string,
): Promise<CancellableSubscription> {
  const { row } = await getVisibleSubscription(ctx, subscriptionId);
  const now = ctx.clock.now();
  if (row.isTopup || statusOf(row, now) !== "queued") throw notWaiting(row, now);
  return { subscriptionId: row.id, transactionId: row.transactionId, lineId: row.lineId, payerId: row.payerId };
}
