import type { CoreContext } from "../../context.ts";
import { findLowBalances, noticeOfLowBalance } from "./balances-running-low.ts";
import { findInactiveCustomers, noticeOfInactivity } from "./inactive-customers.ts";
import { findPlansEndingSoon, noticeOfEndingPlan } from "./plans-ending-soon.ts";
import { tellInChunks } from "./tell-in-chunks.ts";

/** How many it told of each. */
export type TriggerNoticesOutput = { endingPlans: number; lowBalances: number; inactiveCustomers: number };

/**
 * The worker's hourly verb: tells of plans that end within 24 hours, of balances that are low, and warns customers who have been
 * without a plan for long. Each comes once, however often and on however many workers it runs. Bills that come due are told by billing.
 */
export async function triggerNotices(ctx: CoreContext, signal?: AbortSignal): Promise<TriggerNoticesOutput> {
  return {
    endingPlans: await tellInChunks(ctx, { find: findPlansEndingSoon, noticeOf: noticeOfEndingPlan, signal }),
    lowBalances: await tellInChunks(ctx, { find: findLowBalances, noticeOf: noticeOfLowBalance, signal }),
    inactiveCustomers: await tellInChunks(ctx, { find: findInactiveCustomers, noticeOf: noticeOfInactivity, signal }),
  };
}
