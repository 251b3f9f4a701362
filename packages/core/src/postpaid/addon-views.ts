import type { AddonStatus, PostpaidAddon } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { type Balance, balancesOf } from "../usage/index.ts";
import type { AddonRow, CycleRow } from "./rows.ts";

export type AddonInCycle = { addon: AddonRow; cycle: CycleRow };

/** Add-ons as their customer sees them, with what is left of each. */
export async function viewAddons(ctx: CoreContext, found: readonly AddonInCycle[]): Promise<PostpaidAddon[]> {
  const now = ctx.clock.now();
  const { currency } = ctx.runtime.config.operator;
  const sources = found.map(({ addon }) => ({ source: "addon" as const, sourceId: addon.id, terms: addon.terms }));
  const balances = await balancesOf(ctx, sources);
  return found.map(({ addon, cycle }) => {
    const balance = balances.get(addon.id);
    if (!balance) throw new Error(`add-on ${addon.id} has no balance`);
    return {
      id: addon.id,
      activationId: addon.activationId,
      planId: addon.planId,
      planName: addon.terms.planName,
      priceMinor: addon.terms.priceMinor,
      currency,
      status: addonStatusAt(cycle, balance, now),
      balance,
      cycleNumber: cycle.number,
      endsAt: cycle.endsAt.toISOString(),
      createdAt: addon.createdAt.toISOString(),
    };
  });
}

/** Computed: it ends with its cycle, right on time also before the worker closes that, and is used up once nothing it gave is left. */
export function addonStatusAt(cycle: CycleRow, balance: Balance, now: Date): AddonStatus {
  const given = [balance.data, balance.voice, balance.sms].filter(({ allowance }) => allowance !== 0);
  if (given.length > 0 && given.every(({ remaining }) => remaining === 0)) return "fully_used";
  return cycle.status === "open" && cycle.endsAt > now ? "active" : "expired";
}
