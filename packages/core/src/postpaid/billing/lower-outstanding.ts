import { billNumber } from "@nexa/contracts";
import { bills, postpaidCycles } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { CoreContext } from "../../context.ts";
import { recordPostpaidEvent } from "../record-postpaid-event.ts";
import { restoreActivation } from "../restore-activation.ts";
import type { ActivationRow } from "../rows.ts";
import { outstandingOf } from "./bill-payment-rows.ts";
import type { BillRow } from "./close-cycle.ts";

/**
 * Lowers what is outstanding of a bill by what was paid or credited; the caller holds activation and bill. Once nothing is left the bill is
 * settled, its cycle completed, and a line that was suspended for overdue bills restored where this was the last one.
 */
export async function lowerOutstanding(
  tx: CoreContext,
  { activation, bill }: { activation: ActivationRow; bill: BillRow },
  by: { paidMinor: number } | { creditedMinor: number },
): Promise<BillRow> {
  const now = tx.clock.now();
  const paidMinor = bill.paidMinor + ("paidMinor" in by ? by.paidMinor : 0);
  const creditedMinor = bill.creditedMinor + ("creditedMinor" in by ? by.creditedMinor : 0);
  const isSettled = outstandingOf({ ...bill, paidMinor, creditedMinor }) === 0;
  const status = isSettled ? (paidMinor > 0 ? "paid" : "credited") : bill.status;
  const settledAt = isSettled ? now : null;
  const changes = { paidMinor, creditedMinor, status, settledAt } as const;
  await tx.db.orm.update(bills).set(changes).where(eq(bills.id, bill.id));
  if (isSettled) {
    await tx.db.orm
      .update(postpaidCycles)
      .set({ status: "completed", completedAt: now })
      .where(eq(postpaidCycles.id, bill.cycleId));
    if ("paidMinor" in by) {
      await recordPostpaidEvent(tx, {
        ...{ activationId: bill.activationId, kind: "bill_paid", causeKey: `bill_paid:${bill.id}` },
        detail: billNumber(bill.number),
      });
    }
    await restoreActivation(tx, activation, { kind: "paid", billId: bill.id });
  }
  return { ...bill, ...changes };
}
