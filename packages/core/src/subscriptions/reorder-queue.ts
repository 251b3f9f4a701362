import { newId, type ReorderQueueInput, type ReorderQueueOutput } from "@nexa/contracts";
import { type CoreContext, type CustomerActor, withTransaction } from "../context.ts";
import { subscriptionsErrors } from "./errors.ts";
import { layQueue } from "./lay-queue.ts";
import { lockLine } from "./line-lock.ts";
import { readLivePlans } from "./live-plans.ts";
import { assertMayArrange } from "./may-arrange.ts";
import { isPermutation } from "./queue.ts";
import { recordBoundariesOfLine } from "./record-boundaries-of-lines.ts";
import { getVisibleSubscription } from "./visibility.ts";
import { waitingInOrder } from "./waiting-plans.ts";

/**
 * Puts the waiting plans of one line in the order given. The running plan is not touched. The first id names the line.
 *
 * @throws subscriptions.notFound, ownerOnly; queueChanged unless the ids are the line's waiting plans, each once.
 */
export function reorderQueue(ctx: CoreContext<CustomerActor>, input: ReorderQueueInput): Promise<ReorderQueueOutput> {
  return withTransaction(ctx, async (tx) => {
    const [first] = input.subscriptionIds;
    if (first === undefined) throw subscriptionsErrors.queueChanged();
    const { row } = await getVisibleSubscription(tx, first);
    const line = await lockLine(tx, row.lineId);
    assertMayArrange(tx.actor, line);
    await recordBoundariesOfLine(tx, line);
    const waitingIds = line.waiting.map((each) => each.id);
    if (!isPermutation(input.subscriptionIds, waitingIds)) throw subscriptionsErrors.queueChanged({ waitingIds });
    await layQueue(tx, line, {
      running: line.running,
      waiting: waitingInOrder(line, input.subscriptionIds),
      causeId: newId(line.now),
    });
    return { items: (await readLivePlans(tx, line.id, line.now)).waiting };
  });
}
