import type { ListQueuedSubscriptionsInput, ListQueuedSubscriptionsOutput } from "@nexa/contracts";
import type { CoreContext, CustomerActor } from "../context.ts";
import { chooseLine } from "./choose-line.ts";
import { readLivePlans } from "./live-plans.ts";
import { listPaidForOthers } from "./paid-for-others.ts";

/**
 * What waits on one of the customer's lines, next to start first. When no line is named it is the registered number's, with what the
 * customer paid for on other people's lines apart.
 */
export async function listQueuedSubscriptions(
  ctx: CoreContext<CustomerActor>,
  input: ListQueuedSubscriptionsInput,
): Promise<ListQueuedSubscriptionsOutput> {
  const { lineId, isNamed } = await chooseLine(ctx, input);
  const now = ctx.clock.now();
  return {
    items: lineId === null ? [] : (await readLivePlans(ctx, lineId, now)).waiting,
    paidForOthers: isNamed ? [] : await listPaidForOthers(ctx, "queued", now),
  };
}
