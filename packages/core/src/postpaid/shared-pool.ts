import type { SharedBalance, SharedBalances } from "@nexa/contracts";
import { postpaidAddons } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { type Balance, balancesOf } from "../usage/index.ts";
import type { ActivationRow, CycleRow } from "./rows.ts";

/** What all numbers of an activation share in a cycle: the plan's allowance and the add-ons bought for it. */
export async function sharedPool(
  ctx: CoreContext,
  { activation, cycle }: { activation: ActivationRow; cycle: CycleRow },
): Promise<SharedBalances> {
  const addons = await ctx.db.orm.select().from(postpaidAddons).where(eq(postpaidAddons.cycleId, cycle.id));
  const balances = await balancesOf(ctx, [
    { source: "cycle", sourceId: cycle.id, terms: activation.terms },
    ...addons.map(({ id, terms }) => ({ source: "addon" as const, sourceId: id, terms })),
  ]);
  return poolOf([...balances.values()]);
}

/** The sum of balances; what one of them does not limit is not limited at all. */
export function poolOf(balances: readonly Balance[]): SharedBalances {
  const of = (kind: keyof Balance): SharedBalance => {
    let [allowance, used]: [number | null, number] = [0, 0];
    for (const balance of balances) {
      const each = balance[kind];
      allowance = allowance === null || each.allowance === null ? null : allowance + each.allowance;
      used += each.used;
    }
    return { allowance, used, remaining: allowance === null ? null : allowance - used };
  };
  return { data: of("data"), voice: of("voice"), sms: of("sms") };
}
