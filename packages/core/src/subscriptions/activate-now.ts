import { type ActivateNowInput, type ActivateNowOutput, newId } from "@nexa/contracts";
import { type CoreContext, type CustomerActor, withTransaction } from "../context.ts";
import { layQueue } from "./lay-queue.ts";
import { lockLine } from "./line-lock.ts";
import { readLivePlans } from "./live-plans.ts";
import { assertMayArrange } from "./may-arrange.ts";
import { moveToFront } from "./queue.ts";
import { recordBoundariesOfLine } from "./record-boundaries-of-lines.ts";
import { type SubscriptionRow, toSubscription } from "./to-subscription.ts";
import { getVisibleSubscription } from "./visibility.ts";
import { notWaiting, waitingInOrder } from "./waiting-plans.ts";

/**
 * Starts a waiting plan now. What is left of the running plan is forfeited, and the answer says how much; a plan from further back
 * passes those before it, and all others follow in their order.
 *
 * @throws subscriptions.notFound, ownerOnly, alreadyRunning, alreadyEnded
 */
export function activateNow(ctx: CoreContext<CustomerActor>, input: ActivateNowInput): Promise<ActivateNowOutput> {
  return withTransaction(ctx, async (tx) => {
    const { row: asked } = await getVisibleSubscription(tx, input.subscriptionId);
    const line = await lockLine(tx, asked.lineId);
    assertMayArrange(tx.actor, line);
    await recordBoundariesOfLine(tx, line);
    const chosen = line.waiting.find((row) => row.id === asked.id);
    if (!chosen) throw notWaiting((await getVisibleSubscription(tx, asked.id)).row, line.now);
    const order = moveToFront(
      line.waiting.map((row) => row.id),
      chosen.id,
    );
    await layQueue(tx, line, {
      running: null,
      ...(line.running && { cut: line.running }),
      waiting: waitingInOrder(line, order),
      causeId: newId(line.now),
    });
    await recordBoundariesOfLine(tx, line);
    const { running, waiting } = await readLivePlans(tx, line.id, line.now);
    if (running?.id !== chosen.id) throw new Error(`the plan ${chosen.id} did not start`);
    return {
      activated: running,
      forfeited: line.running && forfeited(line.running, line.phone, line.now),
      queue: waiting,
    };
  });
}

function forfeited(cut: SubscriptionRow, phone: string, now: Date): ActivateNowOutput["forfeited"] {
  const forfeitedSeconds = Math.floor((cut.endsAt.getTime() - now.getTime()) / 1_000);
  return { ...toSubscription({ ...cut, phone, endsAt: now }, null, now), forfeitedSeconds };
}
