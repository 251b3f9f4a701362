import type { CoreContext } from "../../context.ts";
import { runBills } from "./run-bills.ts";

/**
 * Closes the cycles of these activations whose end has passed, however many the worker missed, so that what comes now counts in the one
 * that runs: a late bill run must not turn a fresh allowance into overage. One that cannot be billed stays open for the bill run.
 */
export async function closeDueOf(ctx: CoreContext, activationIds: readonly string[]): Promise<void> {
  if (activationIds.length === 0) return;
  const billing: CoreContext = { ...ctx, actor: { kind: "system" } };
  let tried = "";
  for (;;) {
    const due = await ctx.db.query<{ id: string }>({
      name: "billing.dueOf",
      text: `select id from postpaid_cycles where activation_id = any($1::uuid[]) and status = 'open' and ends_at <= $2
        order by id`,
      values: [activationIds, ctx.clock.now()],
    });
    const ids = due.map(({ id }) => id);
    if (ids.length === 0 || ids.join() === tried) return;
    tried = ids.join();
    await runBills(billing, { among: ids });
  }
}
