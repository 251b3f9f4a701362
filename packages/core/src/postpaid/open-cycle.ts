import { newId } from "@nexa/contracts";
import { postpaidCycles } from "@nexa/db";
import type { CoreContext } from "../context.ts";
import { getSettings } from "../settings/index.ts";
import type { ActivationRow, CycleRow } from "./rows.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Opens a billing cycle with a fresh allowance, as long as the operator's setting says; a day is 24 hours. Runs in the caller's
 * transaction with the activation locked. The terms are the activation's: editing the plan changes none.
 */
export async function openCycle(
  tx: CoreContext,
  cycle: { activation: ActivationRow; number: number; startsAt: Date },
): Promise<CycleRow> {
  const { billingCycleDays } = await getSettings(tx);
  const [row] = await tx.db.orm
    .insert(postpaidCycles)
    .values({
      id: newId(tx.clock.now()),
      activationId: cycle.activation.id,
      number: cycle.number,
      startsAt: cycle.startsAt,
      endsAt: new Date(cycle.startsAt.getTime() + billingCycleDays * DAY_MS),
    })
    .returning();
  if (!row) throw new Error("the cycle was not written");
  return row;
}
