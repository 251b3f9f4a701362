import { type CoreContext, withTransaction } from "../context.ts";
import { recountCustomers } from "./counting/recount-customers.ts";
import { recountDeliveries } from "./counting/recount-deliveries.ts";
import { measureStanding } from "./counting/standing.ts";

export type MeasureOutput = { outcome: "measured" | "busy" };

/**
 * The worker's verb: writes down what cannot be added up from what was written once, since it changes with the clock or afterwards: plans
 * that run and wait, dues, deliveries of recent days, customers closed and without a plan. It reads what is live, not what has been.
 */
export function measureAnalytics(ctx: CoreContext): Promise<MeasureOutput> {
  return withTransaction(ctx, async (tx): Promise<MeasureOutput> => {
    const [lock] = await tx.db.query<{ held: boolean }>({
      text: "select pg_try_advisory_xact_lock(hashtext('nexa.analytics.measure')) as held",
    });
    if (!lock?.held) return { outcome: "busy" };
    await tx.db.query({ text: "set local statement_timeout = '10min'" });
    await measureStanding(tx);
    await recountDeliveries(tx);
    await recountCustomers(tx);
    return { outcome: "measured" };
  });
}
