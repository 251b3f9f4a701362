import type { bills } from "@nexa/db";
import type { CoreContext } from "../../context.ts";
import type { ActivationRow, CycleRow } from "../rows.ts";
import { closeCycles } from "./close-cycles.ts";

export type BillRow = typeof bills.$inferSelect;

export type CycleToClose = {
  /** Locked by the caller. */
  activation: ActivationRow;
  /** Open, and locked by the caller. */
  cycle: CycleRow;
  /** When it ends: the time it was due, or now where it is cut short. */
  at: Date;
  /** True: no cycle follows, the activation is being cancelled. */
  isLast: boolean;
};

/**
 * Closes one cycle and issues its bill, in the caller's transaction. A cycle that is cut short by cancelling pays the full base price:
 * the design knows no proration. Add-ons and overage are charged as used; carried credit lowers the total, never below zero.
 */
export async function closeCycle(tx: CoreContext, closing: CycleToClose): Promise<BillRow> {
  const [bill] = await closeCycles(tx, [closing]);
  if (!bill) throw new Error(`cycle ${closing.cycle.id} was not billed`);
  return bill;
}
