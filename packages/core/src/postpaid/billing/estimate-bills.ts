import type { BillEstimate } from "@nexa/contracts";
import type { CoreContext } from "../../context.ts";
import { getSettings } from "../../settings/index.ts";
import type { ActivationRow, CycleRow } from "../rows.ts";
import { drawBill } from "./bill-rules.ts";
import { readBases } from "./read-bases.ts";

/** What open cycles would be billed if they ended now, by the rule of the bill itself; by the cycle's id. Minor units, with tax. */
export async function estimateBills(
  ctx: CoreContext,
  open: readonly { activation: ActivationRow; cycle: CycleRow }[],
): Promise<Map<string, BillEstimate>> {
  if (open.length === 0) return new Map();
  const { taxPercent, taxName } = await getSettings(ctx);
  const { currency } = ctx.runtime.config.operator;
  const bases = await readBases(ctx, open, { lock: false });
  return new Map(
    open.flatMap(({ cycle }, index) => {
      const basis = bases[index];
      if (!basis) return [];
      const { lines, totalMinor, taxMinor } = drawBill({ ...basis, taxPercent });
      const estimate = {
        ...{ cycleId: cycle.id, cycleStartsAt: cycle.startsAt.toISOString(), cycleEndsAt: cycle.endsAt.toISOString() },
        lines: lines.map(({ kind, description, quantity, amountMinor }) => ({
          kind,
          description,
          quantity,
          amountMinor,
        })),
        ...{ totalMinor, taxMinor, taxPercent, taxName, currency },
      };
      return [[cycle.id, estimate] as const];
    }),
  );
}
