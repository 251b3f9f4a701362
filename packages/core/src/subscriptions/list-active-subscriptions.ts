import type { ListActiveSubscriptionsInput, ListActiveSubscriptionsOutput } from "@nexa/contracts";
import type { CoreContext, CustomerActor } from "../context.ts";
import { chooseLine } from "./choose-line.ts";
import { type LivePlans, readLivePlans } from "./live-plans.ts";
import { listPaidForOthers } from "./paid-for-others.ts";

/**
 * What runs now on one of the customer's lines, with its top-ups. When no line is named it is the registered number's, with what the
 * customer paid for on other people's lines apart.
 */
export async function listActiveSubscriptions(
  ctx: CoreContext<CustomerActor>,
  input: ListActiveSubscriptionsInput,
): Promise<ListActiveSubscriptionsOutput> {
  const { lineId, isNamed } = await chooseLine(ctx, input);
  const now = ctx.clock.now();
  const live = lineId === null ? null : await readLivePlans(ctx, lineId, now);
  return {
    items: live === null ? [] : withTopups(live),
    paidForOthers: isNamed ? [] : await listPaidForOthers(ctx, "active", now),
  };
}

function withTopups({ running, topups }: LivePlans): ListActiveSubscriptionsOutput["items"] {
  return running ? [{ ...running, topups }] : topups.map((topup) => ({ ...topup, topups: [] }));
}
