import { CoreError, type RefundOutput } from "@nexa/contracts";
import { subscriptions } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { getCancellableSubscription, subscriptionsErrors } from "../subscriptions/index.ts";
import { findEarlierRefund, type RefundRequest, readRefund, requestRefund } from "./request-refund.ts";

/**
 * Cancels a waiting plan: its owner or its payer may, the whole price goes back to the payer, and the plans behind it move up.
 *
 * @throws subscriptions.notFound alreadyRunning alreadyEnded; refund.keyReused
 */
export async function cancelWithRefund(
  ctx: CoreContext<CustomerActor>,
  input: { subscriptionId: string; idempotencyKey: string },
): Promise<RefundOutput> {
  const [known] = await ctx.db.orm.select().from(subscriptions).where(eq(subscriptions.id, input.subscriptionId));
  if (!known) throw subscriptionsErrors.notFound();
  const request: RefundRequest = {
    transactionId: known.transactionId,
    reason: "Cancelled before it started.",
    idempotencyKey: input.idempotencyKey,
    operation: "subscriptions.cancel",
    cause: "cancelled",
  };
  try {
    await getCancellableSubscription(ctx, input.subscriptionId);
    return await requestRefund(ctx, request);
  } catch (error) {
    // That it can no longer be cancelled must not hide that this very request cancelled it.
    const earlier = error instanceof CoreError ? await findEarlierRefund(ctx, request) : null;
    if (earlier === null) throw error;
    if (ctx.reply) ctx.reply.replayed = true;
    return readRefund(ctx, earlier, known.transactionId);
  }
}
