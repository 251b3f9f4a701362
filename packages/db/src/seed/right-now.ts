import { HOUR, MINUTE } from "./calendar.ts";
import { refundSale } from "./give-back.ts";
import type { ChargeScript } from "./play-charge.ts";
import { takeRecharge } from "./take-recharge.ts";
import { schedule, type World } from "./world.ts";

/** Payments that people are confirming at this very moment: how many seconds ago they began. */
const OPEN_CHARGES: readonly (readonly [secondsAgo: number, ChargeScript])[] = [
  [95, "abandoned"],
  [40, "abandoned"],
  [14, "slow_paid"],
];
/** Refunds the bank has taken and not yet carried out: asked for so long ago, to be done so long from now. */
const OPEN_REFUNDS: readonly (readonly [minutesAgo: number, hoursAhead: number])[] = [
  [50, 3],
  [170, 26],
];

/** What is under way at the end of the history, so that staff find pending payments and refunds. */
export function scheduleOpenBusiness(world: World): void {
  const chance = world.chance.fork("right now");
  for (const [secondsAgo, script] of OPEN_CHARGES) {
    schedule(world, world.now - secondsAgo * 1_000, (at) => {
      const active = world.people.filter((each) => each.row.status === "active");
      const plan = world.plansByName.get("Unlimited 349");
      const payer = active.length > 0 ? chance.pick(active) : null;
      if (payer && plan) takeRecharge(world, { payer, phone: payer.line.row.phone, plan, script }, at);
    });
  }
  for (const [minutesAgo, hoursAhead] of OPEN_REFUNDS) {
    schedule(world, world.now - minutesAgo * MINUTE, (at) => {
      const recent = [...world.sales.values()]
        .slice(-40)
        .filter(({ transaction }) => transaction.status === "succeeded");
      if (recent.length === 0) return;
      const reason = "Bought twice by mistake.";
      refundSale(world, chance.pick(recent), { reason, script: { decidedAt: world.now + hoursAhead * HOUR }, at });
    });
  }
}
